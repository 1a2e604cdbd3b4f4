import type { Member, Person, WecomWorld, Workspace } from '../control/control-shapes.ts'
import type { AppName, Who } from './layout.ts'

/** Somebody of the company with their accounts: one person, known by the same handle on both platforms. */
export interface Account {
  person: Person
  hasSlack: boolean
  /** in WeCom */
  userid: string | null
  /** where the page plays them unless told */
  talksIn: AppName
}

/** Everybody who can be played; who is in WeCom only comes last. */
export function listAccounts(workspace: Workspace | null, wecom: WecomWorld | null): Account[] {
  const members = wecom?.members ?? []
  const users = (workspace?.users ?? []).filter((user) => !user.is_bot && !user.deleted)
  const handles = new Set(users.map(({ handle }) => handle))
  const known = users.map((person): Account => {
    const member = members.find(({ handle }) => handle === person.handle)
    const isInWecom = member !== undefined && findDefault(workspace, wecom, member) === 'wecom'
    return {
      person,
      hasSlack: true,
      userid: member?.userid ?? null,
      talksIn: isInWecom ? 'wecom' : 'slack',
    }
  })
  // Without an app in WeCom there is nothing to play there alone.
  const others = wecom?.app.callbackUrl ? members.filter(({ handle }) => !handles.has(handle)) : []
  return [
    ...known,
    ...others.map(
      (member): Account => ({
        // Whoever has left Slack keeps the place that the company gives them.
        person: workspace?.users.find(({ handle }) => handle === member.handle) ?? showMember(member),
        hasSlack: false,
        userid: member.userid,
        talksIn: 'wecom',
      }),
    ),
  ]
}

/** Where no app has come, nobody would answer. */
function findDefault(workspace: Workspace | null, wecom: WecomWorld | null, member: Member): AppName {
  if (!wecom?.app.callbackUrl) return 'slack'
  return workspace?.app.mode === 'none' ? 'wecom' : member.talksIn
}

function showMember({ userid, handle, name }: Member): Person {
  return {
    id: userid,
    handle,
    real_name: name,
    tz: 'Asia/Shanghai',
    title: '',
    image: null,
    is_bot: false,
    deleted: false,
  }
}

/** The person at an app; null when they have no account there. */
export function findWho({ person, hasSlack, userid }: Account, app: AppName): Who | null {
  if (app === 'slack') return hasSlack ? { app, personId: person.id } : null
  return userid === null ? null : { app, personId: userid }
}

/** The person at the app they talk in. */
export function whoAtHome(account: Account): Who {
  return findWho(account, account.talksIn) ?? { app: 'slack', personId: account.person.id }
}

export function findAccount(accounts: Account[], { app, personId }: Who): Account | undefined {
  return accounts.find(({ person, userid }) => (app === 'slack' ? person.id : userid) === personId)
}
