import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '费用申请',
    intro: '向院外人员按患者付费属于商业贿赂风险，默认不予受理；申请会留档并告知依据和合规做法。',
    fields: { referral: '转诊编号', payeeKind: '收款人', amount: '金额', note: '说明' },
    units: { amount: '元' },
    options: { payeeKind: { outside: '院外人员', clinician: '医务人员', employee: '本单位员工' } },
    states: { claimed: '待审核', refused: '不予受理', half_released: '待第二人放行', released: '已放行' },
    actions: { refuse: '不予受理', release: '放行（第一人）', 'release-second': '放行（第二人）' },
  },
  en: {
    label: 'Fee claim',
    intro:
      'Paying outsiders per patient risks being bribery and is refused by default. The claim is kept and answered with the rule and what is allowed.',
    fields: { referral: 'Referral', payeeKind: 'Payee', amount: 'Amount', note: 'Note' },
    units: { amount: 'yuan' },
    options: { payeeKind: { outside: 'Outside person', clinician: 'Clinician', employee: 'Own employee' } },
    states: {
      claimed: 'Under review',
      refused: 'Refused',
      half_released: 'Awaiting second release',
      released: 'Released',
    },
    actions: { refuse: 'Refuse', release: 'Release (first)', 'release-second': 'Release (second)' },
  },
}
