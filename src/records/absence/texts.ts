import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '缺勤提议',
    intro: '系统只提议，由主管决定；本人可以申诉。',
    fields: { dutyKind: '缺少', dutyId: '义务编号', appeal: '申诉理由' },
    options: { dutyKind: { 'weekly-plan': '周计划', 'weekly-report': '周报' } },
    states: {
      proposed: '待主管决定',
      confirmed: '已确认缺勤',
      dismissed: '不计缺勤',
      appealed: '申诉中',
      upheld: '维持缺勤',
    },
    actions: {
      confirm: '确认缺勤',
      dismiss: '不计缺勤',
      'dismiss.why': '说明',
      appeal: '申诉',
      uphold: '维持',
      'uphold.why': '说明',
      grant: '采纳申诉',
    },
  },
  en: {
    label: 'Absence proposal',
    intro: 'The system only proposes; the supervisor decides and you may appeal.',
    fields: { dutyKind: 'Missing', dutyId: 'Obligation', appeal: 'Grounds of appeal' },
    options: { dutyKind: { 'weekly-plan': 'Weekly plan', 'weekly-report': 'Weekly report' } },
    states: {
      proposed: 'Awaiting decision',
      confirmed: 'Counted as absent',
      dismissed: 'Not counted',
      appealed: 'Under appeal',
      upheld: 'Upheld',
    },
    actions: {
      confirm: 'Count as absent',
      dismiss: 'Do not count',
      'dismiss.why': 'Reason',
      appeal: 'Appeal',
      uphold: 'Uphold',
      'uphold.why': 'Reason',
      grant: 'Grant appeal',
    },
  },
}
