import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, WecomMember } from '../../sandbox/client.ts'
import type { Dice } from './dice.ts'
import { type House, inWecom } from './house.ts'
import { isSent } from './is-sent.ts'
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
  /** Of a plan that was acknowledged: by the clock of the platforms, not before the acknowledgement. */
  at?: Date
}

const reps = ['chen', 'xu', 'fang'] as const
const reviewers = ['lin', 'zhou'] as const

/** How long somebody waits for what should come before they do something else. */
const patienceMs = 2_500

/** Everybody acts, each for themselves, until `isOver`; what they did, in no order. */
export async function doDeeds(
  house: House,
  diceOf: (who: string) => Dice,
  isOver: () => boolean,
): Promise<Deed[]> {
  const deeds: Deed[] = []
  const note = (deed: Deed) => void deeds.push(deed)
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
        if (lot < 4) return logInSlack(person, by, text, note)
        if (lot < 6) return referPatient(person, by, text, { pagesUrl: house.pagesUrl, note, patienceMs })
        if (lot < 9 || hasPlan.isSent) return askForLeave(person, by, text, note)
        hasPlan.isSent = await sendPlan(person, by, text, (deed) =>
          slack.clock.now().then((at) => note({ ...deed, at })),
        )
      })
    }),
    ...reviewers.map((by) => act(by, () => approveOne(slack.as(by), by, note))),
    ...inWecom.map((by) =>
      act(by, (_, count) => logInWecom(slack.wecom.as(by), by, nameOf(by, count), note)),
    ),
  ])
  return deeds
}

/** Without digits, which the reader of lines takes for minutes; no other text contains it. */
const nameOf = (by: string, count: number) =>
  `留资料${by}${[...String(count)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}完`

const name = /留资料[a-z]+完/

const lineOf = (text: string) => `拜访康民诊所 老客户 20分钟 ${text}`

export type Note = (deed: Deed) => void | Promise<void>

async function logInSlack(person: Actor, by: string, text: string, note: Note): Promise<void> {
  const { outcome, delivery } = await person.command('/log', lineOf(text))
  const isAcknowledged = delivery?.error === null && outcome !== 'trouble'
  note({ by, platform: 'slack', kind: 'line', text, isAcknowledged })
  const card = await person.message({ contains: text, timeoutMs: patienceMs })
  const pressed = await card.press('确认')
  const isTaken = pressed.delivery?.error === null && pressed.outcome !== 'trouble'
  note({ by, platform: 'slack', kind: 'confirm', text, isAcknowledged: isTaken })
}

async function logInWecom(member: WecomMember, by: string, text: string, note: Note): Promise<void> {
  const { callback } = await member.say(lineOf(text))
  note({ by, platform: 'wecom', kind: 'line', text, isAcknowledged: callback?.httpStatus === 200 })
  const card = await member.message({ contains: text, withTarget: '确认', timeoutMs: patienceMs })
  const pressed = await card.press('确认')
  const isTaken = pressed.callback?.httpStatus === 200
  note({ by, platform: 'wecom', kind: 'confirm', text, isAcknowledged: isTaken })
}

async function askForLeave(person: Actor, by: string, text: string, note: Note): Promise<void> {
  await person.command('/fieldpost', 'leave')
  const modal = await person.modal({ contains: '事由', timeoutMs: patienceMs })
  await modal.fill({ 类型: '年假', 开始日期: '2026-12-01', 结束日期: '2026-12-01', 事由: text })
  note({ by, platform: 'slack', kind: 'leave', text, isAcknowledged: await isSent(modal) })
}

async function sendPlan(person: Actor, by: string, text: string, note: Note): Promise<boolean> {
  await person.command('/plan')
  const modal = await person.modal({ contains: '本周目标', timeoutMs: patienceMs })
  await modal.fill({ 本周目标: text })
  const isAcknowledged = await isSent(modal)
  await note({ by, platform: 'slack', kind: 'plan', text, isAcknowledged })
  return isAcknowledged
}

/** The oldest request that can still be approved. */
async function approveOne(person: Actor, by: string, note: Note): Promise<void> {
  const card = (await person.messages()).find(
    ({ words }) => words.includes('批准') && words.includes('待审批') && name.test(words),
  )
  const text = name.exec(card?.words ?? '')?.[0]
  if (!card || text === undefined) return void (await sleep(200))
  const { outcome, delivery } = await card.press('批准')
  const isAcknowledged = delivery?.error === null && outcome !== 'trouble'
  note({ by, platform: 'slack', kind: 'approve', text, isAcknowledged })
}
