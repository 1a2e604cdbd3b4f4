import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { OutgoingMessage, Receipt } from '../../../src/delivery/sender.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import { speak } from '../../../src/i18n/translate.ts'
import type { Audience } from '../../../src/services/people/channel-audience.ts'
import type { GroupMessage } from '../client/group-chats.ts'
import { type Robots, toRobotPicture } from '../client/robot-client.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { limits } from '../render/limits.ts'
import { renderChannelMarkdown, renderChannelText, toText } from '../render/render-channel.ts'
import { keepGroup } from './keep-group.ts'
import { chatIdOf, findTeamChannel } from './team-channel.ts'

export interface ChannelParts {
  robots: Robots
  /** A self-built app makes groups; without one only robots post. */
  groups?: { client: WecomClient; app: { corpId: string; agentId: number } }
  /** Who belongs into a channel, as the policy names it. */
  audienceOf(channel: string): Promise<Audience>
  log: Logger
}

type Part = () => Promise<void>

/** So many half-posted messages are remembered; who is forgotten is posted from the beginning. */
const mostBegun = 1_000

/**
 * Posts to a team's group, in as many messages as it takes. Nothing there can be changed, answered or looked up
 * afterwards, so what was accepted of a message is remembered until the rest of it is. A message whose answer is lost
 * is posted again: twice is better than never. After a crash in the middle it begins anew for the same reason.
 */
export function createChannelPoster(parts: ChannelParts): (message: OutgoingMessage) => Promise<Receipt> {
  const accepted = new LRUCache<string, number>({ max: mostBegun })
  return async ({ replyTo, ...given }) => {
    const { to, dedupeKey, card } = given
    if (to.kind !== 'channel') throw new TypeError('not a channel')
    // Without threads an answer says itself what it is about.
    const title = replyTo?.ts ? `${replyTo.ts} · ${card.title}` : card.title
    const message = { ...given, card: { ...card, title } }
    const steps = await plan(parts, to.channel, message)
    for (let at = accepted.get(dedupeKey) ?? 0; at < steps.length; at += 1) {
      await steps[at]?.()
      accepted.set(dedupeKey, at + 1)
    }
    accepted.delete(dedupeKey)
    return { channel: to.channel, ts: card.title }
  }
}

async function plan(parts: ChannelParts, channel: string, message: OutgoingMessage): Promise<Part[]> {
  const place = findTeamChannel(channel)
  if (!place) throw new PlatformRefused(`no channel: ${channel}`, { kind: 'channel-unknown' })
  if (place.kind === 'robot') return planRobot(parts, place.robot, message)
  const { groups, log } = parts
  if (!groups) throw new PlatformRefused(`no app to make the group ${channel}`, { kind: 'channel-unknown' })
  const { client, app } = groups
  const chatid = chatIdOf(app, place.name)
  const audience = await parts.audienceOf(channel)
  const readers = await keepGroup({ client, log }, { chatid, name: place.name }, audience)
  return planGroup({ client, log }, { chatid, readers }, message)
}

function planRobot({ robots, log }: ChannelParts, robot: string, message: OutgoingMessage): Part[] {
  const { card, picture, language } = message
  const sayText = async (pieces: readonly string[]) => {
    for (const content of pieces) {
      const isTaken = await robots.post(robot, { msgtype: 'text', text: { content } })
      if (!isTaken) throw new PlatformRefused('webhook/send: text')
    }
  }
  const sayMarkdown = async (content: string) => {
    if (await robots.post(robot, { msgtype: 'markdown_v2', markdown_v2: { content } })) return
    log.info({ robot }, 'Markdown was refused, the words are sent as text')
    await sayText(toText(content))
  }
  const show = async (png: Uint8Array) => {
    const isSmall = png.byteLength <= limits.robotPictureBytes
    if (isSmall && (await tried(() => robots.post(robot, toRobotPicture(png))))) return
    log.warn({ robot, bytes: png.byteLength }, 'a picture is told in words')
    await sayText(renderPictureWords(message))
  }
  const said = renderChannelMarkdown(card, language).map(
    (content): Part =>
      () =>
        sayMarkdown(content),
  )
  return picture ? [...said, () => show(picture.png)] : said
}

function planGroup(
  { client, log }: { client: WecomClient; log: Logger },
  { chatid, readers }: { chatid: string; readers: number },
  message: OutgoingMessage,
): Part[] {
  const { card, picture, language } = message
  const send = (content: GroupMessage) => client.groups.send(chatid, content, readers)
  const say = (content: string) => send({ msgtype: 'text', text: { content } })
  const show = async ({ name, png }: NonNullable<OutgoingMessage['picture']>) => {
    const isSent = await tried(async () => {
      await send({ msgtype: 'image', image: { media_id: await client.uploadPicture(name, png) } })
      return true
    })
    if (isSent) return
    log.warn({ chatid, bytes: png.byteLength }, 'a picture is told in words')
    for (const content of renderPictureWords(message)) await say(content)
  }
  const said = renderChannelText(card, language).map(
    (content): Part =>
      () =>
        say(content),
  )
  return picture ? [...said, () => show(picture)] : said
}

/** What the picture shows, for when it cannot be shown: its words hold all of it. */
const renderPictureWords = ({ card, language }: OutgoingMessage): string[] =>
  renderChannelText(
    { title: speak(language)('wecom.pictureInWords'), sections: [{ text: card.picture?.alt ?? '' }] },
    language,
  )

/** Whether it was done; false when it was refused for good because of what it was. */
async function tried(act: () => Promise<boolean>): Promise<boolean> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof PlatformRefused && (error.kind === undefined || error.kind === 'too-large'))
      return false
    throw error
  }
}
