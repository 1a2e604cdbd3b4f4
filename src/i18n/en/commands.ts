export const commands = {
  plan: 'Write next week’s plan, or mend the one you sent',
  report: 'Write this week’s report, pre-filled from plan and log',
  refer: 'Announce a referred patient',
  log: 'Log a visit or call in one line',
  rank: 'See the ranking',
  leave: 'Ask for leave',
  customer: 'Add a customer',
  mine: 'My duties, progress and drafts',
  fee: 'Claim a referral fee',
  help: 'See all commands',
  pages: 'Open my pages in a browser: records, tables, export',
} as const
