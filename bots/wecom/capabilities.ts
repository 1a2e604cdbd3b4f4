import type { Capabilities } from '../../src/capabilities/features.ts'

const sealed = {
  no: 'Patients’ identity never passes a chat platform: the card leads to a page of the company’s own.',
}
const tables = { no: 'A message holds no table worth filtering; the card leads to the page.' }
const threads = { no: 'WeCom has no threads: details follow as messages of their own.' }
const search = {
  partly:
    'WeCom’s cards take no typing: a name is typed as a message, and where it may mean several they are offered to choose from.',
}

/** A self-built app. */
export const appCapabilities: Capabilities = {
  'file-form': 'yes',
  'log-line': 'yes',
  drafts: 'yes',
  decide: 'yes',
  words: 'yes',
  'stale-press': 'yes',
  'sent-once': 'yes',
  prompts: 'yes',
  'edit-in-place': {
    partly:
      'WeCom lets a card be changed once, within 72 hours; after that one that could still be pressed is taken back if it is not a day old, and sent anew to whoever has something to do about it. A press on an older one shows how things stand.',
  },
  home: 'yes',
  search,
  'channel-digest': 'yes',
  threads,
  pictures: 'yes',
  menu: 'yes',
  sealed,
  tables,
  'sign-in': 'yes',
  directory: {
    partly:
      'WeCom tells new apps no e-mail: accounts that are employee numbers are linked at once, names are proposed to an administrator.',
  },
  voice: { partly: 'Where WeCom delivers its own transcript with the voice message.' },
  'no-public-address': {
    no: 'WeCom delivers to a self-built app by calling it; the smart bot needs no address.',
  },
  processes: 'yes',
  languages: 'yes',
}

/** A smart bot over its long connection. */
export const smartBotCapabilities: Capabilities = {
  ...appCapabilities,
  'sent-once': {
    partly:
      'The long connection has no way to know a repetition: a message whose acknowledgement is lost may come twice, and is never lost.',
  },
  'channel-digest': {
    partly: 'Group robots post without an app; a group of one’s own making needs the self-built app.',
  },
  'edit-in-place': {
    partly:
      'A smart bot’s card can be changed within five seconds of a press; after that a card that is waited for is sent anew.',
  },
  menu: { no: 'A smart bot has no menu; the word 帮助 lists what can be done.' },
  'sign-in': { no: 'WeCom’s login needs a self-built app; pages are opened by links that work once.' },
  voice: 'yes',
  directory: { no: 'The long connection tells no directory: people are linked when they first write.' },
  'no-public-address': 'yes',
}
