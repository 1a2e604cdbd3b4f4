import type { Capabilities } from '../capabilities/features.ts'

const elsewhere = { no: 'A page cannot call anybody: prompts and digests come in the chat.' }

export const webCapabilities: Capabilities = {
  'file-form': 'yes',
  'log-line': { partly: 'A page has the form of an activity; the typed line belongs to the chat.' },
  drafts: 'yes',
  decide: 'yes',
  words: { no: 'A page is words already.' },
  'stale-press': 'yes',
  'sent-once': 'yes',
  prompts: elsewhere,
  'edit-in-place': 'yes',
  home: 'yes',
  search: 'yes',
  'channel-digest': elsewhere,
  threads: 'yes',
  pictures: { partly: 'The team’s table holds the same numbers; the pictures are made for channels.' },
  menu: 'yes',
  sealed: 'yes',
  tables: 'yes',
  'sign-in': 'yes',
  directory: 'yes',
  voice: { partly: 'By the telephone’s own keyboard.' },
  'no-public-address': 'yes',
  processes: 'yes',
  languages: 'yes',
}
