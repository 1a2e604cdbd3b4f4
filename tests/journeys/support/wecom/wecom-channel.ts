import type { WecomClient } from '../../../../sandbox/client.ts'
import type { Channel, Said } from '../channel.ts'
import { holds, waitFor } from '../wait-for.ts'

/** Groups that the app makes of teams, as the default policy wants it. */
const groups: Readonly<Record<string, string>> = {
  'sales-all': '南湾大区',
  'sales-nanwan': '南湾一组',
  'sales-qingxi': '清溪二组',
}

/** A team's group in the local WeCom, which is there from the first message on. */
export function wecomChannel(wecom: WecomClient, name: string): Channel {
  const group = groups[name] ?? name
  const messages = async () => {
    const isThere = (await wecom.groups()).some((each) => each.name === group)
    return isThere ? (await wecom.group(group)).messages() : []
  }
  const told = async (...words: readonly string[]): Promise<Said[]> => {
    const all = await messages()
    return all.flatMap((message, at): Said[] => {
      const picture = all[at + 1]
      const { media_id: mediaId } = (picture?.msgtype === 'image' ? picture.body : {}) as {
        media_id?: string
      }
      if (message.msgtype === 'image' || !holds(words)(message)) return []
      // What Slack hangs into a thread comes right behind it.
      if (/ · 明细$/m.test(message.words) && !words.includes('明细')) return []
      return [
        {
          words: message.words,
          picture: async () => (mediaId === undefined ? undefined : wecom.mediaContent(mediaId)),
        },
      ]
    })
  }
  return {
    platform: 'wecom',
    told,
    awaits: (...words) =>
      waitFor(
        async () => (await told(...words)).at(-1),
        async () => {
          const seen = (await told()).map((each) => each.words)
          return `in vain for ${words.join(' + ')} in ${group}, where stands\n${seen.join('\n---\n')}`
        },
      ),
    details: async () => (await told('明细')).map(({ words }) => words),
  }
}
