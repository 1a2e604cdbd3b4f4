import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, WecomMember } from '../../sandbox/client.ts'
import type { Dice } from './dice.ts'
import type { House } from './house.ts'
import { inWecom } from './in-wecom.ts'
import { type Answer, isReceived, isTaken, sendModal } from './read-answer.ts'
import { referPatient } from './refer-patient.ts'

/** What somebody did, by a text that nothing else has, and whether their platform was told that it had arrived. */
export interface Deed {
  by: string
  platform: 'slack' | 'wecom'
  /**
   * A line of the log typed, its card confirmed; a leave, a plan or the notice of a patient sent as a form; who the
   * patient is sent on a page; a card's approval pressed.
   */
  kind: 'line' | 'confirm' | 'leave' | 'plan' | 'refer' | 'identify' | 'approve'
  text: string
  isAcknowledged: boolean
  /** What was taken for the acknowledgement, or for none: as JSON, of a page in words. */
  answer: string
  /** By the clock of the platforms: not after they began, and not before they had their answer. */
  askedAt: Date
  answeredAt: Date
}

const reps = ['chen', 'xu', 'fang'] as const
const reviewers = ['lin', 'zhou'] as const

/** How long somebody waits for what should come before they do something else. */
const patienceMs = 2_500

/** Everybody acts, each for themselves, until `isOver`; what they do is put down in `deeds`, in no order. */
export async function doDeeds(
  house: House,
  diceOf: (who: string) => Dice,
  isOver: () => boolean,
  deeds: Deed[],
): Promise<void> {
  const perform: Perform = async (deed, act) => {
    const askedAt = await house.slack.clock.now()
    const answer = await act()
    deeds.push({ ...deed, ...answer, askedAt, answeredAt: await house.slack.clock.now() })
    return answer.isAcknowledged
  }
  const act = async (who: string, once: (dice: Dice, count: number) => Promise<void>) => {
    const dice = diceOf(who)
    for (let count = 0; !isOver(); count += 1) {
      while (!house.isAnybodyReady() && !isOver()) await sleep(20)
      if (isOver()) return
      // What breaks under somebody's hands is what the suite is for: they go on with something else.
      await once(dice, count).catch(() => undefined)
      await sleep(dice.between(10, 120))
    }
  }
  const { slack } = house
  await Promise.all([
    ...reps.map((by) => {
      const person = slack.as(by)
      const hasPlan = { isSent: false }
      return act(by, async (dice, count) => {
        const lot = dice.below(10)
        const text = nameOf(by, count)
        if (lot < 4) return logInSlack(person, by, text, perform)
        if (lot < 6) return referPatient(person, by, text, { pagesUrl: house.pagesUrl, perform, patienceMs })
        if (lot < 9 || hasPlan.isSent) return askForLeave(person, by, text, perform)
        hasPlan.isSent = await sendPlan(person, by, text, perform)
      })
    }),
    ...reviewers.map((by) => act(by, () => approveOne(slack.as(by), by, perform))),
    ...inWecom.map((by) =>
      act(by, (_, count) => logInWecom(slack.wecom.as(by), by, nameOf(by, count), perform)),
    ),
  ])
}

/** Without digits, which the reader of lines takes for minutes; no other text contains it. */
const nameOf = (by: string, count: number) =>
  `留资料${by}${[...String(count)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}完`

const name = /留资料[a-z]+完/

const lineOf = (text: string) => `拜访康民诊所 老客户 20分钟 ${text}`

/** Does it and puts it down; whether it was acknowledged. */
export type Perform = (
  deed: Pick<Deed, 'by' | 'platform' | 'kind' | 'text'>,
  act: () => Promise<Answer>,
) => Promise<boolean>

async function logInSlack(person: Actor, by: string, text: string, perform: Perform): Promise<void> {
  const deed = { by, platform: 'slack', text } as const
  await perform({ ...deed, kind: 'line' }, async () => isTaken(await person.command('/log', lineOf(text))))
  const card = await person.message({ contains: text, timeoutMs: patienceMs })
  await perform({ ...deed, kind: 'confirm' }, async () => isTaken(await card.press('确认')))
}

async function logInWecom(member: WecomMember, by: string, text: string, perform: Perform): Promise<void> {
  const deed = { by, platform: 'wecom', text } as const
  await perform({ ...deed, kind: 'line' }, async () => isReceived(await member.say(lineOf(text))))
  const card = await member.message({ contains: text, withTarget: '确认', timeoutMs: patienceMs })
  await perform({ ...deed, kind: 'confirm' }, async () => isReceived(await card.press('确认')))
}

async function askForLeave(person: Actor, by: string, text: string, perform: Perform): Promise<void> {
  await person.command('/fieldpost', 'leave')
  const modal = await person.modal({ contains: '事由', timeoutMs: patienceMs })
  await modal.fill({ 类型: '年假', 开始日期: '2026-12-01', 结束日期: '2026-12-01', 事由: text })
  await perform({ by, platform: 'slack', kind: 'leave', text }, () => sendModal(modal))
}

async function sendPlan(person: Actor, by: string, text: string, perform: Perform): Promise<boolean> {
  await person.command('/plan')
  const modal = await person.modal({ contains: '本周目标', timeoutMs: patienceMs })
  await modal.fill({ 本周目标: text })
  return perform({ by, platform: 'slack', kind: 'plan', text }, () => sendModal(modal))
}

/** The oldest request that can still be approved. */
async function approveOne(person: Actor, by: string, perform: Perform): Promise<void> {
  const card = (await person.messages()).find(
    ({ words }) => words.includes('批准') && words.includes('待审批') && name.test(words),
  )
  const text = name.exec(card?.words ?? '')?.[0]
  if (!card || text === undefined) return void (await sleep(200))
  await perform({ by, platform: 'slack', kind: 'approve', text }, async () =>
    isTaken(await card.press('批准')),
  )
}
