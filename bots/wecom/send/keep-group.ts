import type { Logger } from 'pino'
import { PlatformRefused } from '../../../src/errors.ts'
import type { Audience } from '../../../src/services/people/channel-audience.ts'
import type { GroupChat } from '../client/group-chats.ts'
import type { WecomClient } from '../client/wecom-client.ts'

/** 90245 */
const fewest = 2
const most = 2_000
/** How many members are asked about side by side. */
const atOnce = 10

export interface GroupParts {
  client: Pick<WecomClient, 'groups' | 'sees'>
  log: Logger
}

/**
 * The group as its team is now, made where it is missing: called before each message, so that who has left reads no
 * more, and nobody is told of changes that nothing is posted after. One call changes everything.
 * @returns how many members it has
 * @throws PlatformRefused when there are too few or too many, or the app is not for everybody
 */
export async function keepGroup(
  parts: GroupParts,
  { chatid, name }: { chatid: string; name: string },
  audience: Audience,
): Promise<number> {
  const { groups } = parts.client
  const standing = await groups.find(chatid)
  if (standing) return adapt(parts, chatid, standing, audience)
  return withVisible(parts, audience.members, async (userlist) => {
    checkSize(userlist.length)
    const owner = userlist.find((userId) => userId === audience.owner) ?? userlist[0] ?? ''
    const isNew = await groups.create({ chatid, name, owner, userlist })
    if (isNew) parts.log.info({ chatid, members: userlist.length }, 'a group was created')
    return userlist.length
  })
}

async function adapt(
  parts: GroupParts,
  chatid: string,
  { owner, userlist }: GroupChat,
  audience: Audience,
): Promise<number> {
  const leavers = await audience.findLeavers(userlist)
  const staying = userlist.filter((userId) => !leavers.includes(userId))
  const missing = audience.members.filter((userId) => !userlist.includes(userId))
  return withVisible(parts, missing, async (joiners) => {
    const count = staying.length + joiners.length
    if (joiners.length + leavers.length === 0) return count
    checkSize(count)
    // An owner who goes needs an heir (98913); one whom the group has chosen itself stays.
    const heirs = [...staying, ...joiners]
    const heir = leavers.includes(owner)
      ? (heirs.find((userId) => userId === audience.owner) ?? heirs[0])
      : undefined
    await parts.client.groups.change({
      chatid,
      ...(heir ? { owner: heir } : {}),
      ...(joiners.length > 0 ? { add_user_list: joiners } : {}),
      ...(leavers.length > 0 ? { del_user_list: leavers } : {}),
    })
    parts.log.info({ chatid, joined: joiners.length, left: leavers.length }, 'a group was brought up to date')
    return count
  })
}

function checkSize(count: number): void {
  if (count >= fewest && count <= most) return
  throw new PlatformRefused(`a group of ${count} members`, { kind: 'channel-size' })
}

/**
 * One member whom the app cannot see has the whole list refused: then those are left out. Which code a company's own
 * WeCom gives for that is not documented; the local one says 86007.
 */
async function withVisible(
  { client, log }: GroupParts,
  userIds: readonly string[],
  act: (userIds: readonly string[]) => Promise<number>,
): Promise<number> {
  try {
    return await act(userIds)
  } catch (error) {
    if (!(error instanceof PlatformRefused) || error.kind !== 'not-visible') throw error
    const seen: string[] = []
    for (let from = 0; from < userIds.length; from += atOnce) {
      const batch = userIds.slice(from, from + atOnce)
      const answers = await Promise.all(batch.map((userId) => client.sees(userId)))
      seen.push(...batch.filter((_, index) => answers[index]))
    }
    if (seen.length === userIds.length) throw error
    log.warn(
      { leftOut: userIds.length - seen.length },
      'members whom the app cannot see are not in the group',
    )
    return act(seen)
  }
}
