import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '日志',
    fields: {
      kind: '类型',
      customer: '客户',
      contact: '联系人',
      minutes: '时长',
      day: '日期',
      note: '反馈',
    },
    units: { minutes: '分钟' },
    hints: {
      customer: '输入名称或简称查找；“其他”可以不填。',
      note: '客户的意见和需求写在这里；不要写患者信息。',
    },
    options: { kind: { visit_new: '拜访新客户', visit_old: '拜访老客户', call: '电话', other: '其他' } },
    states: { logged: '已记录', withdrawn: '已撤回' },
    actions: { edit: '修改', withdraw: '撤回' },
  },
  en: {
    label: 'Activity',
    fields: {
      kind: 'Kind',
      customer: 'Customer',
      contact: 'Contact',
      minutes: 'Minutes',
      day: 'Day',
      note: 'Feedback',
    },
    hints: {
      customer: 'Type a name or short name; not needed for “Other”.',
      note: 'What the customer said or needs; never anything about a patient.',
    },
    options: {
      kind: {
        visit_new: 'Visit, new customer',
        visit_old: 'Visit, existing customer',
        call: 'Call',
        other: 'Other',
      },
    },
    states: { logged: 'Logged', withdrawn: 'Withdrawn' },
    actions: { edit: 'Edit', withdraw: 'Withdraw' },
  },
}
