import { createHash } from 'node:crypto'
import { platform } from '../desk.ts'

/** Where a team is written to, as the policy names it. */
export type TeamChannel = { kind: 'robot'; robot: string } | { kind: 'group'; name: string }

/** What WeCom shows of a group's name; it cuts what is longer (90245). */
const longestName = 50

const forms = `robot:NAME with a key in WECOM_ROBOTS, or group:NAME with at most ${longestName} characters`

export function findTeamChannel(value: string): TeamChannel | undefined {
  const [, kind, name = ''] = /^(robot|group):(.*)$/u.exec(value) ?? []
  if (kind === 'robot' && isRobotName(name)) return { kind, robot: name }
  if (kind === 'group' && name === name.trim() && name !== '' && [...name].length <= longestName)
    return { kind, name }
  return undefined
}

const isRobotName = (name: string): boolean => /^[\p{L}\p{N}_.-]{1,64}$/u.test(name)

/** What the policy may say instead, where it says something that is no channel of WeCom's. */
export const explainChannel = (value: string): string | undefined =>
  findTeamChannel(value) ? undefined : forms

/** Channels by team and platform, as the policy has them. */
export type Channels = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What WeCom is to post to, each once. */
export const listTeamChannels = (channels: Channels): TeamChannel[] =>
  [...new Set(Object.values(channels).flatMap((byPlatform) => byPlatform[platform] ?? []))].flatMap(
    (value) => findTeamChannel(value) ?? [],
  )

/** Robots that the policy names and the environment has no key for. */
export const findKeylessRobots = (channels: Channels, keys: ReadonlyMap<string, string>): string[] =>
  listTeamChannels(channels).flatMap((channel) =>
    channel.kind === 'robot' && !keys.has(channel.robot) ? [channel.robot] : [],
  )

/**
 * The group of a name: the same wherever and whenever it is reckoned, so that none is made twice and nothing has to be
 * kept. WeCom takes 32 letters and digits.
 */
export const chatIdOf = (app: { corpId: string; agentId: number }, name: string): string =>
  createHash('sha256')
    .update(JSON.stringify([app.corpId, app.agentId, name]))
    .digest('hex')
    .slice(0, 32)
