import type { Capabilities } from '../../src/capabilities/features.ts'

export const slackCapabilities: Capabilities = {
  'file-form': 'yes',
  'log-line': 'yes',
  drafts: 'yes',
  decide: 'yes',
  words: { no: 'Every client of Slack’s shows cards.' },
  'stale-press': 'yes',
  'sent-once': 'yes',
  prompts: 'yes',
  'edit-in-place': 'yes',
  home: 'yes',
  search: 'yes',
  'channel-digest': 'yes',
  threads: 'yes',
  pictures: 'yes',
  menu: 'yes',
  sealed: {
    no: 'Patients’ identity never passes a chat platform: the card leads to a page of the company’s own.',
  },
  tables: { no: 'A message holds no table worth filtering; the card leads to the page.' },
  'sign-in': 'yes',
  directory: 'yes',
  voice: { no: 'Slack gives apps no words of what was spoken.' },
  'no-public-address': 'yes',
  processes: 'yes',
  languages: 'yes',
}
