import type { MemberMessage } from '../../../../sandbox/client.ts'
import type { Answers, Filling, Lines } from '../person.ts'
import { waitFor } from '../wait-for.ts'
import type { ChatMember } from './read-chat.ts'

/** Somebody's phone, and what is known of the program that answers it. */
export interface Phone {
  member: ChatMember
  /** Until nothing is on its way to anybody. */
  untilCalm(): Promise<void>
  /** Until all that anybody did has been answered. */
  untilAnswered(): Promise<void>
}

/** What the app answers to it: all of it, in order. */
export async function awaitReply(
  { member, untilCalm, untilAnswered }: Phone,
  act: () => Promise<unknown>,
): Promise<MemberMessage[]> {
  await untilCalm()
  const before = (await member.messages()).length
  await act()
  await untilAnswered()
  return waitFor(
    async () => {
      const fresh = (await member.messages()).slice(before).filter(({ via }) => via !== 'typed')
      return fresh.length > 0 ? fresh : undefined
    },
    async () => {
      const seen = (await member.messages()).slice(-4).map(({ words }) => words)
      return `${member.user} gets no answer; the last that was said:\n${seen.join('\n---\n')}`
    },
  )
}

const onPage = new Set(['在网页上改', 'Change on the page'])

/** A template that is typed back, or one question; `replies` is what was last said about it. */
export function wecomFilling(phone: Phone, replies: readonly MemberMessage[], answered?: string): Filling {
  const { member } = phone
  const words = replies.map((each) => each.words).join('\n')
  const isTemplate = replies.some((each) => each.words.startsWith('【'))
  // Something else may have been told meanwhile; what is to be sent can be changed on the page as well.
  const shown = replies.findLast(({ card }) => card?.pressables.some(({ label }) => onPage.has(label)))
  const refuse = (what: string): never => {
    throw new Error(`${what}; the app says\n${words}`)
  }
  return {
    words,
    lines: (label) => linesOf(words, label),
    async fill(answers) {
      const isWhole = isTemplate || shown !== undefined
      const text = isWhole ? typeBack(words, answers) : onlyAnswer(words, answers)
      const [question] = isWhole ? [] : Object.keys(answers)
      return wecomFilling(phone, await awaitReply(phone, () => member.say(text)), question)
    },
    async send() {
      const submit = shown?.card?.pressables.find(({ kind }) => kind === 'button')
      // The one thing that was asked is sent by its answer.
      if (!shown || !submit) {
        if (answered === undefined || words.includes(answered)) refuse('nothing to send')
        return
      }
      const isSent = async () => {
        const { card } = await shown.again()
        return card?.pressables.some(({ key }) => key === submit.key) ? undefined : true
      }
      await shown.press(submit.key)
      await waitFor(isSent, async () => {
        const seen = (await member.messages()).slice(-2).map((each) => each.words)
        return `it is not sent; the app says\n${seen.join('\n---\n')}`
      })
    },
    async sendIncomplete() {
      if (shown || isTemplate) refuse('it is complete')
      return words
    },
    async sendOvertaken() {
      const submit = shown?.card?.pressables.find(({ kind }) => kind === 'button')
      if (!shown || !submit) return refuse('nothing to send')
      return wecomFilling(phone, await awaitReply(phone, () => shown.press(submit.key)))
    },
    leave: async () => undefined,
  }
}

function onlyAnswer(words: string, answers: Answers): string {
  const [[label, answer] = ['', ''], ...more] = Object.entries(answers)
  if (!words.includes(label)) throw new Error(`${label} was not asked for; the app says\n${words}`)
  if (typeof answer !== 'string' || more.length > 0) throw new Error('one question takes one answer')
  return answer
}

/** What is changed of the template, each field as it stands there. */
const typeBack = (template: string, answers: Answers): string =>
  Object.entries(answers)
    .map(([label, answer]) =>
      typeof answer === 'string' ? `${label}：${answer}` : typeLines(template, label, answer),
    )
    .join('\n')

function typeLines(template: string, label: string, changes: Lines): string {
  const columns = columnsOf(template, label)
  const lines = linesOf(template, label).map((line) => line.split(' | '))
  for (const [at, cells] of Object.entries(changes)) {
    const before = lines[Number(at)] ?? []
    lines[Number(at)] = columns.map((column, index) => cells[column] ?? before[index] ?? '')
  }
  return [`${label}：`, ...lines.map((cells, at) => `${at + 1}. ${cells.join(' | ')}`)].join('\n')
}

/** `计划拜访（客户 | 目的 | 日期）：` */
function columnsOf(template: string, label: string): string[] {
  const head = template.split('\n').find((line) => line.startsWith(label)) ?? ''
  const inside = /[（(](.+)[)）]/.exec(head.slice(label.length))?.[1] ?? ''
  return inside.split(' | ').map((column) => column.replace(/[：:].*$/, ''))
}

/** The numbered lines below a list's head. */
function linesOf(template: string, label: string): string[] {
  const all = template.split('\n')
  const begin = all.findIndex((line) => line.startsWith(label))
  const rest = all.slice(begin + 1)
  const end = rest.findIndex((line) => !/^\d+\./.test(line))
  return rest
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.replace(/^\d+\.\s*/, ''))
    .filter((line) => line !== '')
}
