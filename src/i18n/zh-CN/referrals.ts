export const referrals = {
  doubleTitle: '可能重复的转诊通知',
  doubleBadge: '请核对',
  doubleText: '{{number}} 与 {{others}} 可能是同一位患者。请与相关同事核对；聊天中不显示患者是谁。',
} as const
