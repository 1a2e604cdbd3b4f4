import { expect } from 'vitest'
import type { Actor, ActorMessage, ActorModal, SandboxClient } from '../../../../sandbox/client.ts'
import { findCommand } from '../../../../src/commands/find-command.ts'
import type { Person, Pressing, Told } from '../person.ts'
import { holds, waitFor } from '../wait-for.ts'
import { slackFilling } from './slack-filling.ts'

/** Commands of their own; whatever else is asked for goes through the common one. */
const ownCommands: Readonly<Record<string, string>> = {
  plan: '/plan',
  report: '/report',
  refer: '/refer',
  rank: '/rank',
}

/** Somebody in the local Slack. @param program what sends; left out where it is another process, which Slack sees */
export function slackPerson(
  slack: SandboxClient,
  handle: string,
  program: { untilCalm(): Promise<unknown> } = { untilCalm: () => slack.idle() },
): Person {
  const actor = slack.as(handle)
  const ask = async (word: string) => {
    const found = findCommand(word)
    const own = found.kind === 'command' ? ownCommands[found.command.id] : undefined
    await (own ? actor.command(own) : actor.command('/fieldpost', word))
  }
  const told = async (...words: readonly string[]) => findTold(slack, actor, 'dm', words)
  const awaits = (words: readonly string[], button?: string) =>
    waitFor(
      async () =>
        (await told(...words)).findLast((each) => button === undefined || each.buttons.includes(button)),
      async () => tellSeen(handle, words, await told(), button),
    )
  return {
    handle,
    platform: 'slack',
    ask,
    async begin(word) {
      await ask(word)
      return slackFilling(actor, await actor.modal())
    },
    async log(line) {
      await actor.command('/log', line)
      return awaits([line])
    },
    async home(...words) {
      const afterSeq = await slack.seq()
      await actor.openHome()
      return waitFor(
        async () => {
          // As it was drawn before, it may have aged.
          const home = await actor.home({ afterSeq })
          if (!holds(words)(home)) return undefined
          return onView(slack, actor, {
            id: 'home',
            words: home.words,
            blocks: home.view.blocks,
            press: (button) => home.press(button),
          })
        },
        async () => `${handle} finds no ${words.join(' + ')} at home:\n${(await actor.home()).words}`,
      )
    },
    told,
    awaits: (...words) => awaits(words),
    async awaitsButton(button, ...words) {
      await awaits(words, button)
      // One that is about to be changed would only say, when it is pressed, that it has aged.
      await program.untilCalm()
      return awaits(words, button)
    },
  }
}

/** What holds these words in a conversation, oldest first. */
export async function findTold(
  slack: SandboxClient,
  actor: Actor,
  channel: string,
  words: readonly string[],
): Promise<Told[]> {
  const messages = await actor.messages(channel)
  return messages.filter(holds(words)).map((message) => onMessage(slack, actor, message))
}

const tellSeen = (handle: string, words: readonly string[], seen: readonly Told[], button = '') =>
  `${handle} waits in vain for ${[...words, button].join(' + ')}, and sees\n${seen
    .slice(-5)
    .map((each) => each.words)
    .join('\n---\n')}`

function onMessage(slack: SandboxClient, actor: Actor, message: ActorMessage): Told {
  return {
    ...onView(slack, actor, {
      id: message.ts,
      words: message.words,
      blocks: message.blocks ?? [],
      press: (button) => message.press(button),
    }),
    again: async () => onMessage(slack, actor, await message.again()),
    rings: (...words) =>
      waitFor(
        async () => {
          const reply = (await message.thread()).filter(holds(words)).at(-1)
          return reply && onMessage(slack, actor, reply)
        },
        async () =>
          `no answer holds ${words.join(' + ')} in the thread\n${(await message.thread()).map((reply) => reply.words).join('\n---\n')}`,
      ),
    async picture() {
      const image = message.blocks?.find((block) => block.type === 'image') as
        | { slack_file?: { id: string } }
        | undefined
      return image?.slack_file ? slack.fileContent(image.slack_file.id) : undefined
    },
  }
}

interface View {
  id: string
  words: string
  blocks: unknown
  press(button: string): Promise<unknown>
}

/** A message, a window or the home: what is pressed there opens a window or changes what is seen. */
function onView(slack: SandboxClient, actor: Actor, { id, words, blocks, press }: View): Told {
  const buttons = [...buttonsIn(blocks)]
  const pressOn = async (label: string, { isSure = false }: Pressing = {}) => {
    const button = buttons.find((each) => each.label === label)
    if (button && button.isAsking !== isSure)
      throw new Error(`${label} ${isSure ? 'does not ask' : 'asks'} whether it is meant`)
    await press(label)
  }
  return {
    id,
    words,
    buttons: buttons.map(({ label }) => label),
    press: pressOn,
    async opens(label, ...wanted) {
      const [contains] = wanted
      await pressOn(label)
      const modal = await actor.modal(contains === undefined ? {} : { contains })
      expect(holds(wanted)(modal), modal.words).toBe(true)
      return onModal(slack, actor, modal)
    },
    async asks(label) {
      await pressOn(label)
      return slackFilling(actor, await actor.modal())
    },
    async link(label) {
      await pressOn(label)
      const modal = await actor.modal({ contains: '登录页面' })
      const { openUrl } = await modal.press('打开安全页面')
      await modal.close()
      return openUrl ?? ''
    },
    again: async () => {
      throw new Error(`${id} cannot be looked at again`)
    },
    leave: async () => undefined,
    rings: async () => {
      throw new Error(`nothing rings at ${id}`)
    },
    picture: async () => undefined,
  }
}

function onModal(slack: SandboxClient, actor: Actor, modal: ActorModal): Told {
  return {
    ...onView(slack, actor, {
      id: modal.viewId,
      words: `${modal.title}\n${modal.words}`,
      blocks: modal.view.blocks,
      press: (button) => modal.press(button),
    }),
    again: async () => onModal(slack, actor, await modal.again()),
    leave: async () => void (await (await modal.again()).close()),
  }
}

function* buttonsIn(value: unknown): Generator<{ label: string; isAsking: boolean }> {
  if (Array.isArray(value)) for (const each of value) yield* buttonsIn(each)
  else if (typeof value === 'object' && value !== null) {
    const { type, text, confirm } = value as {
      type?: string
      text?: { text?: string }
      confirm?: unknown
    }
    if (type === 'button') yield { label: text?.text ?? '', isAsking: confirm !== undefined }
    else for (const each of Object.values(value)) yield* buttonsIn(each)
  }
}
