import type { SandboxClient } from '../../../../sandbox/client.ts'
import type { Channel } from '../channel.ts'
import { waitFor } from '../wait-for.ts'
import { findTold } from './slack-person.ts'

/** Is in every channel, and in Slack wherever the others may be. */
const reader = 'shen'

export function slackChannel(slack: SandboxClient, name: string): Channel {
  const channel = `#${name}`
  const actor = slack.as(reader)
  const told = (...words: readonly string[]) => findTold(slack, actor, channel, words)
  return {
    platform: 'slack',
    told,
    awaits: (...words) =>
      waitFor(
        async () => (await told(...words)).at(-1),
        async () => {
          const seen = (await told()).map((each) => each.words)
          return `in vain for ${words.join(' + ')} in ${channel}, where stands\n${seen.join('\n---\n')}`
        },
      ),
    async details(...words) {
      const last = (await told(...words)).at(-1)
      return last ? (await actor.messages(channel, last.id)).slice(1).map((each) => each.words) : []
    },
  }
}
