import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '缺勤提议',
    owner: '未提交的人',
    intro: '系统只提议，由主管决定；本人可以申诉。',
    fields: {
      dutyKind: '缺少',
      dutyId: '义务编号',
      appealBy: '申诉截止',
      reason: '确认理由',
      appeal: '申诉理由',
    },
    options: { dutyKind: { 'weekly-plan': '周计划', 'weekly-report': '周报' } },
    states: {
      proposed: '待主管决定',
      confirmed: '已确认缺勤',
      dismissed: '不计缺勤',
      appealed: '申诉中',
      upheld: '维持缺勤',
    },
    stateHints: {
      proposed: {
        owner:
          '补交期已过，这一份还没有交，所以系统提议计为缺勤；由主管决定。有原因请点“申诉”写明，最晚 {{appealBy}}。',
        others: '补交期已过，这一份还没有交。系统只提议，请主管决定；本人最晚 {{appealBy}} 可以申诉。',
      },
      confirmed: {
        owner: '不同意的话，请点“申诉”写明理由，最晚 {{appealBy}}，由总监答复。',
        others: '本人最晚 {{appealBy}} 可以申诉，由总监答复。',
      },
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
    owner: 'Owed by',
    intro: 'The system only proposes; the supervisor decides and you may appeal.',
    fields: {
      dutyKind: 'Missing',
      dutyId: 'Obligation',
      appealBy: 'Appeal until',
      reason: 'Why it counts',
      appeal: 'Grounds of appeal',
    },
    options: { dutyKind: { 'weekly-plan': 'Weekly plan', 'weekly-report': 'Weekly report' } },
    states: {
      proposed: 'Awaiting decision',
      confirmed: 'Counted as absent',
      dismissed: 'Not counted',
      appealed: 'Under appeal',
      upheld: 'Upheld',
    },
    stateHints: {
      proposed: {
        owner:
          'The time to make it up is over and it has not come in, so it is proposed to count as absent; your supervisor decides. If there is a reason, press “Appeal” and say so by {{appealBy}}.',
        others:
          'The time to make it up is over and it has not come in. The system only proposes; the supervisor decides, and they may appeal until {{appealBy}}.',
      },
      confirmed: {
        owner: 'If you do not agree, press “Appeal” and say why by {{appealBy}}; a director answers.',
        others: 'They may appeal until {{appealBy}}; a director answers.',
      },
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
