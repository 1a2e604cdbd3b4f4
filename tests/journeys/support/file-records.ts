import { expect } from 'vitest'
import type { Actor, ActorMessage } from '../../../sandbox/client.ts'
import { patience } from './patience.ts'

/**
 * Sends what is on top. A product that is slow to save says so in time and tells afterwards that it has saved; else
 * the window closes at once, with what it was opened from.
 */
export async function send(person: Actor): Promise<void> {
  const form = await person.modal()
  const { outcome } = await form.submit()
  if (outcome === 'updated') {
    await expect.poll(async () => (await form.again()).words, patience).toContain('已保存')
    await (await form.again()).close({ all: true })
    return
  }
  expect(['closed', 'cleared']).toContain(outcome)
}

/** Fills in what is on top and sends it. */
export async function fillAndSend(
  person: Actor,
  values: Parameters<Awaited<ReturnType<Actor['modal']>>['fill']>[0],
): Promise<void> {
  await (await person.modal()).fill(values)
  await send(person)
}

export async function filePlan(rep: Actor, goals: string): Promise<void> {
  await rep.command('/plan')
  await fillAndSend(rep, { [rep.user === 'lu' ? 'Goals of the week' : '本周目标']: goals })
}

export async function fileReport(rep: Actor, summary: string): Promise<void> {
  await rep.command('/report')
  await fillAndSend(rep, { [rep.user === 'lu' ? 'Summary of the week' : '本周小结']: summary })
}

/** Asks for leave and has it approved. */
export async function takeLeave(rep: Actor, approver: Actor, fromDay: string, toDay: string): Promise<void> {
  await rep.command('/fieldpost', '请假')
  await fillAndSend(rep, { 类型: '年假', 开始日期: fromDay, 结束日期: toDay })
  const asked = await approver.message({ contains: '请假 LV-' })
  await asked.press('批准')
  await rep.message({ contains: '已批准' })
}

/** Presses a button that asks for a reason, and gives it. */
export async function pressAndSay(
  person: Actor,
  card: ActorMessage,
  button: string,
  said: Readonly<Record<string, string>>,
): Promise<void> {
  await card.press(button)
  await fillAndSend(person, said)
}
