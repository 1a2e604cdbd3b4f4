import { answeredTexts } from '../answered-workflow.ts'
import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '周报',
    intro: '这一周的计划和日志里有的，已为您填好；核对、补全后提交即可。',
    fields: {
      items: '计划完成情况',
      'items.customer': '客户',
      'items.what': '事项',
      'items.outcome': '结果',
      'items.note': '说明',
      summary: '本周小结',
      blockers: '困难与需要的支持',
      nextFocus: '下周重点',
    },
    hints: { 'items.outcome': '选“结转”的事项会带到下周计划。' },
    options: { 'items.outcome': { done: '完成', not_done: '未完成', carried: '结转' } },
    states: {
      submitted: '待批阅',
      ...answeredTexts['zh-CN'].states,
      reviewed: '已批阅',
      withdrawn: '已撤回',
    },
    actions: {
      review: '批阅',
      'review.comment': '批语',
      ...answeredTexts['zh-CN'].actions,
      withdraw: '撤回',
    },
  },
  en: {
    label: 'Weekly report',
    intro: 'Filled in with what the week’s plan and log hold. Check it, complete it and send.',
    fields: {
      items: 'Plan against done',
      'items.customer': 'Customer',
      'items.what': 'Item',
      'items.outcome': 'Outcome',
      'items.note': 'Note',
      summary: 'Summary of the week',
      blockers: 'Difficulties and support needed',
      nextFocus: 'Focus of next week',
    },
    hints: { 'items.outcome': 'What is carried over arrives in next week’s plan.' },
    options: { 'items.outcome': { done: 'Done', not_done: 'Not done', carried: 'Carried over' } },
    states: {
      submitted: 'Awaiting review',
      ...answeredTexts.en.states,
      reviewed: 'Reviewed',
      withdrawn: 'Withdrawn',
    },
    actions: {
      review: 'Review',
      'review.comment': 'Comment',
      ...answeredTexts.en.actions,
      withdraw: 'Withdraw',
    },
  },
}
