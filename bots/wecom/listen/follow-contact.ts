import { closeAccount, renameAccount } from '../../../src/services/people/change-account.ts'
import { type Desk, platform } from '../desk.ts'
import type { Incoming } from '../receive/incoming.ts'

type Change = Extract<Incoming, { kind: 'member-changed' | 'member-gone' }>

/** What the directory says of a member: accounts follow, and whoever is new may be known by name. */
export async function followContact(desk: Desk, change: Change): Promise<void> {
  const { chat, members, corpId, directoryChanged } = desk
  const account = { platform, workspace: corpId, platformUserId: change.userId }
  members.forget(change.userId)
  if (change.kind === 'member-gone') return closeAccount(chat.office, account)
  if (change.newUserId !== undefined) await renameAccount(chat.office, account, change.newUserId)
  directoryChanged()
}
