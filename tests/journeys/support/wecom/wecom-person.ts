import type { MemberMessage, WecomClient } from '../../../../sandbox/client.ts'
import type { Person, Pressing, Told } from '../person.ts'
import { holds, waitFor } from '../wait-for.ts'
import { type Bubbles, type ChatMember, readChat } from './read-chat.ts'
import { awaitReply, type Phone, wecomFilling } from './wecom-filling.ts'

/** Somebody with the local WeCom in hand. */
export function wecomPerson(wecom: WecomClient, member: ChatMember, program: Omit<Phone, 'member'>): Person {
  const { user: handle } = member
  const phone = { member, ...program }
  const toldAfter = async (after: number, words: readonly string[]) =>
    (await readChat(member))
      .filter((each) => each.reach > after && holds(words)(each))
      .map((bubbles) => onBubbles(wecom, phone, bubbles))
  const told = (...words: readonly string[]) => toldAfter(0, words)
  const awaits = (
    words: readonly string[],
    { button, after = 0 }: { button?: string; after?: number } = {},
  ) =>
    waitFor(
      async () =>
        (await toldAfter(after, words)).findLast(
          (each) => button === undefined || each.buttons.some((name) => isCalled(name, button)),
        ),
      async () =>
        `${handle} waits in vain for ${[...words, button ?? ''].join(' + ')}, and sees\n${(await told())
          .slice(-5)
          .map((each) => each.words)
          .join('\n---\n')}`,
    )
  const ask = async (word: string) => void (await member.say(word))
  return {
    handle,
    platform: 'wecom',
    ask,
    begin: async (word) => wecomFilling(phone, await awaitReply(phone, () => ask(word))),
    async log(line) {
      const after = await lengthOf(member)
      await ask(line)
      return awaits([line], { after })
    },
    async home(...words) {
      const after = await lengthOf(member)
      await ask('我的')
      return awaits(words, { after })
    },
    told,
    awaits: (...words) => awaits(words),
    async awaitsButton(button, ...words) {
      await awaits(words, { button })
      // One that is about to come anew would be gone under the finger.
      await program.untilCalm()
      return awaits(words, { button })
    },
  }
}

const lengthOf = async (member: ChatMember) => (await member.messages()).length

function onBubbles(wecom: WecomClient, phone: Phone, bubbles: Bubbles): Told {
  const { member } = phone
  const { messages, words, reach } = bubbles
  const [{ msgid: id }] = messages
  const buttons = buttonsOf(bubbles)
  const press = async (label: string, { isSure = false }: Pressing = {}) => {
    // A card that was sent anew stands right below the one that it follows.
    const button = buttons.findLast((each) => isCalled(each.label, label))
    if (!button) throw new Error(`nothing is called ${label} in\n${words}`)
    const act = () => button.message.press(button.key)
    if (!isSure) return void (await act())
    const asked = (await awaitReply(phone, act)).findLast(({ words: said }) => said.includes('确定'))
    if (!asked) throw new Error(`${label} does not ask whether it is meant`)
    await asked.press('确定')
  }
  const shows = async (label: string) => awaitReply(phone, () => press(label))
  const newest = (wanted: readonly string[], after: number, failed: string) =>
    waitFor(
      async () => {
        const found = (await readChat(member)).findLast((each) => each.reach > after && holds(wanted)(each))
        return found && onBubbles(wecom, phone, found)
      },
      async () => {
        const seen = (await readChat(member)).filter((each) => each.reach > after).slice(-5)
        return `${failed} that holds ${wanted.join(' + ')}, but\n${seen.map((each) => each.words).join('\n---\n')}`
      },
    )
  return {
    id,
    words,
    buttons: buttons.map((each) => each.label),
    press,
    async opens(label, ...wanted) {
      const after = await lengthOf(member)
      await press(label)
      return newest(wanted, after, `${label} opens nothing`)
    },
    asks: async (label) => wecomFilling(phone, await shows(label)),
    async link(label) {
      const replies = await shows(label)
      // Pages log in whoever holds the phone.
      await wecom.holdPhone(member.user)
      return replies.flatMap(({ links }) => links)[0] ?? ''
    },
    async again() {
      const found = (await readChat(member)).find(({ messages: [first] }) => first.msgid === id)
      if (!found) throw new Error(`message ${id} is gone`)
      return onBubbles(wecom, phone, found)
    },
    leave: async () => undefined,
    // There are no threads: what rings is a message of its own, or the card itself where it had to come anew.
    rings: async (...wanted) =>
      holds(wanted)(bubbles) ? onBubbles(wecom, phone, bubbles) : newest(wanted, reach, 'nothing rings'),
    async picture() {
      const image = await waitFor(
        async () =>
          (await readChat(member))
            .find((each) => each.messages[0].msgid === id)
            ?.messages.find(({ msgtype }) => msgtype === 'image'),
        () => 'no picture follows',
      )
      return wecom.mediaContent(mediaOf(image))
    },
  }
}

const mediaOf = ({ body }: Pick<MemberMessage, 'body'>): string => (body as { media_id: string }).media_id

/**
 * What is too long for a button stands on it shortened, behind the number that it has in the words: `2 陈小满 周报` for
 * 处理 陈小满 · 周报.
 */
function isCalled(name: string, wanted: string): boolean {
  const [, short] = /^\d+ (.+?)…?$/.exec(name) ?? []
  if (name === wanted || short === undefined) return name === wanted
  return short.split(/[ ·]+/).every((piece) => wanted.includes(piece))
}

const buttonsOf = ({ messages }: Bubbles) =>
  messages.flatMap((message) =>
    (message.card?.pressables ?? []).flatMap(({ label, key, kind }) =>
      kind === 'button' ? [{ message, key, label }] : [],
    ),
  )
