/** What the product can do where; `docs/platforms.md` is made of it. Each front end says of itself what it has. */

/** `no` and `partly` say why, and what takes its place. */
export type Support = 'yes' | { partly: string } | { no: string }

/** Every feature with the tests that live it. */
export const features = {
  'file-form': {
    title: 'File a plan, a report, leave, a referral, a customer, already filled in',
    shownBy: ['tests/journeys/plan.test.ts', 'tests/journeys/report.test.ts'],
  },
  'log-line': { title: 'Log a visit in one typed line', shownBy: ['tests/journeys/day.test.ts'] },
  drafts: { title: 'What was begun is kept for days', shownBy: ['tests/chat/forms.test.ts'] },
  decide: {
    title: 'Approve, return with a reason, confirm, choose',
    shownBy: ['tests/journeys/plan.test.ts'],
  },
  words: {
    title: 'Everything in words, for clients that show no cards',
    shownBy: ['tests/journeys/wecom-words.test.ts'],
  },
  'stale-press': {
    title: 'A stale or second press changes nothing and shows how things stand',
    shownBy: ['tests/journeys/plan.test.ts'],
  },
  'sent-once': {
    title: 'One message, though the platform’s answer was lost',
    shownBy: ['tests/journeys/slack-troubles.test.ts', 'tests/journeys/wecom.test.ts'],
  },
  prompts: {
    title: 'Reminders, warnings and news as direct messages',
    shownBy: ['tests/journeys/chasing.test.ts'],
  },
  'edit-in-place': {
    title: 'A card that was sent shows what became of it',
    shownBy: ['tests/journeys/plan.test.ts'],
  },
  home: { title: 'My work: due, awaited, returned, drafts, team', shownBy: ['tests/metrics/home.test.ts'] },
  search: { title: 'Customers and people found by typing', shownBy: ['tests/chat/forms.test.ts'] },
  'channel-digest': {
    title: 'Digest, leaderboard and heatmap in the team’s channel',
    shownBy: ['tests/journeys/friday.test.ts', 'tests/journeys/wecom-channel.test.ts'],
  },
  threads: { title: 'Details below the message they belong to', shownBy: ['tests/journeys/friday.test.ts'] },
  pictures: { title: 'Pictures of leaderboard and heatmap', shownBy: ['tests/journeys/friday.test.ts'] },
  menu: { title: 'A menu of what can be done', shownBy: ['tests/journeys/wecom-pages.test.ts'] },
  sealed: {
    title: 'Patients’ identity typed and read',
    shownBy: ['tests/journeys/referral.test.ts', 'tests/web/sealed.test.ts'],
  },
  tables: { title: 'Tables with filters, histories, CSV and XLSX', shownBy: ['tests/web/tables.test.ts'] },
  'sign-in': {
    title: 'Pages opened without a password',
    shownBy: ['tests/web/links.test.ts', 'tests/journeys/wecom-login.test.ts'],
  },
  directory: { title: 'People linked before they first write', shownBy: ['tests/services/people.test.ts'] },
  voice: { title: 'A spoken line', shownBy: ['bots/wecom/receive/incoming.test.ts'] },
  'no-public-address': {
    title: 'Without an address that the internet can reach',
    shownBy: ['tests/journeys/socket-mode.test.ts'],
  },
  processes: {
    title: 'Several processes on one database',
    shownBy: ['tests/journeys/two-processes.test.ts'],
  },
  languages: {
    title: 'Chinese and English, each person in their own',
    shownBy: ['tests/journeys/everybody.test.ts'],
  },
} as const satisfies Readonly<Record<string, { title: string; shownBy: readonly string[] }>>

export type Feature = keyof typeof features
export type Capabilities = Readonly<Record<Feature, Support>>

/** Markdown, a column for each front end, below it why what is not there is not. */
export function writeTable(columns: Readonly<Record<string, Capabilities>>): string {
  const names = Object.keys(columns)
  const reasons: string[] = []
  const cell = (feature: Feature, name: string): string => {
    const support = columns[name]?.[feature]
    if (support === undefined || support === 'yes') return 'yes'
    const [[word, reason] = ['', '']] = Object.entries(support)
    const at = reasons.indexOf(reason)
    return `${word} (${at < 0 ? reasons.push(reason) : at + 1})`
  }
  const rows = (Object.keys(features) as Feature[]).map((feature) =>
    ['', features[feature].title, ...names.map((name) => cell(feature, name)), ''].join(' | ').trim(),
  )
  return [
    ['', 'Feature', ...names, ''].join(' | ').trim(),
    ['', '---', ...names.map(() => '---'), ''].join(' | ').trim(),
    ...rows,
    '',
    ...reasons.map((reason, index) => `${index + 1}. ${reason}`),
  ].join('\n')
}
