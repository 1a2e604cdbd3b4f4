export const referrals = {
  doubleTitle: 'Perhaps the same patient twice',
  doubleBadge: 'Please check',
  doubleText:
    '{{number}} and {{others}} may be of one patient. Please sort it out with your colleagues; who it is is never shown in chat.',
} as const
