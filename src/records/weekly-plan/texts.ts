import { answeredTexts } from '../answered-workflow.ts'
import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '周计划',
    intro: '写清下周要做什么，主管批准后就是周报的底稿。',
    fields: {
      goals: '本周目标',
      visits: '计划拜访',
      'visits.customer': '客户',
      'visits.purpose': '目的',
      'visits.day': '日期',
      newVisitTarget: '新客户拜访',
      oldVisitTarget: '老客户拜访',
      callTarget: '电话',
      referralTarget: '转诊',
      notes: '需要的支持',
    },
    units: { newVisitTarget: '个', oldVisitTarget: '个', callTarget: '个', referralTarget: '例' },
    hints: { goals: '一行一个目标，写得出结果的那种。', 'visits.customer': '输入名称或简称查找。' },
    states: {
      submitted: '待审批',
      ...answeredTexts['zh-CN'].states,
      approved: '已批准',
      withdrawn: '已撤回',
    },
    actions: { approve: '批准', ...answeredTexts['zh-CN'].actions, withdraw: '撤回' },
  },
  en: {
    label: 'Weekly plan',
    intro: 'What you set out to do next week. Once approved, it is the draft of your report.',
    fields: {
      goals: 'Goals of the week',
      visits: 'Planned visits',
      'visits.customer': 'Customer',
      'visits.purpose': 'Purpose',
      'visits.day': 'Day',
      newVisitTarget: 'New-customer visits',
      oldVisitTarget: 'Existing-customer visits',
      callTarget: 'Calls',
      referralTarget: 'Referrals',
      notes: 'Support needed',
    },
    short: { newVisitTarget: 'New visits', oldVisitTarget: 'Existing' },
    hints: {
      goals: 'One goal a line, each with a result you could show.',
      'visits.customer': 'Type a name or short name.',
    },
    states: {
      submitted: 'Awaiting approval',
      ...answeredTexts.en.states,
      approved: 'Approved',
      withdrawn: 'Withdrawn',
    },
    actions: {
      approve: 'Approve',
      ...answeredTexts.en.actions,
      withdraw: 'Withdraw',
    },
  },
}
