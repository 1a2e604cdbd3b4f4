import { expect } from 'vitest'
import type { Actor } from '../../../../sandbox/client.ts'
import { patience } from '../../../support/patience.ts'

/**
 * Sends what is on top. A product that is slow to save says so in time and tells afterwards that it has saved; else
 * the window closes at once, with what it was opened from.
 */
export async function send(person: Actor): Promise<void> {
  const form = await person.modal()
  const { outcome } = await form.submit()
  if (outcome === 'updated') {
    await expect.poll(async () => (await form.again()).words, patience).not.toContain('正在处理')
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
