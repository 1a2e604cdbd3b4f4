import { answeredTexts } from '../answered-workflow.ts'
import type { RecordType } from '../record-type.ts'

const zhHalf = { am: '上午', pm: '下午' }
const enHalf = { am: 'Morning', pm: 'Afternoon' }

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '请假',
    fields: {
      kind: '类型',
      fromDay: '开始日期',
      fromHalf: '从（上午/下午）',
      toDay: '结束日期',
      toHalf: '到（上午/下午）',
      standIn: '代理人',
      reason: '事由',
    },
    hints: {
      fromHalf: '不选表示全天。',
      toHalf: '不选表示全天。',
      standIn: '请假期间代您审批的同事；批准后生效。',
      reason: '病假不必写明病情。',
    },
    options: {
      kind: {
        annual: '年假',
        personal: '事假',
        sick: '病假',
        marriage: '婚假',
        maternity: '产假或陪产假',
        bereavement: '丧假',
        other: '其他',
      },
      fromHalf: zhHalf,
      toHalf: zhHalf,
    },
    states: {
      submitted: '待审批',
      ...answeredTexts['zh-CN'].states,
      approved: '已批准',
      cancelled: '已取消',
    },
    actions: { approve: '批准', ...answeredTexts['zh-CN'].actions, cancel: '取消' },
  },
  en: {
    label: 'Leave',
    fields: {
      kind: 'Kind',
      fromDay: 'First day',
      fromHalf: 'From (half day)',
      toDay: 'Last day',
      toHalf: 'Until (half day)',
      standIn: 'Stand-in',
      reason: 'Reason',
    },
    hints: {
      fromHalf: 'Leave open for the whole day.',
      toHalf: 'Leave open for the whole day.',
      standIn: 'Who decides for you while you are away, once the leave is approved.',
      reason: 'No need to name an illness.',
    },
    options: {
      kind: {
        annual: 'Annual leave',
        personal: 'Personal',
        sick: 'Sick leave',
        marriage: 'Marriage',
        maternity: 'Parental',
        bereavement: 'Bereavement',
        other: 'Other',
      },
      fromHalf: enHalf,
      toHalf: enHalf,
    },
    states: {
      submitted: 'Awaiting approval',
      ...answeredTexts.en.states,
      approved: 'Approved',
      cancelled: 'Cancelled',
    },
    actions: {
      approve: 'Approve',
      ...answeredTexts.en.actions,
      cancel: 'Cancel',
    },
  },
}
