import { expect } from 'vitest'
import type { Actor, ActorMessage } from '../../../sandbox/client.ts'
import { openBrowser, type Page } from './browser.ts'
import { send } from './file-records.ts'
import { patience } from './patience.ts'

const notice = {
  就诊科室: '肛肠科',
  预计到院日期: '2026-11-19',
  知情同意书编号: 'C-2026-118',
}

/** Gives notice of a patient in chat; the referral's number, which is all that chat will ever know of them. */
export async function giveNotice(
  rep: Actor,
  partner = '康民',
  expectedOn = notice.预计到院日期,
): Promise<string> {
  const known = new Set((await rep.messages()).map(numberOn))
  await rep.command('/refer')
  const form = await rep.modal()
  await form.fill({ 来源单位: { search: partner }, ...notice, 预计到院日期: expectedOn })
  await send(rep)
  const newest = async () =>
    (await rep.messages()).map(numberOn).find((number) => number !== '' && !known.has(number)) ?? ''
  await expect.poll(newest, patience).not.toBe('')
  return newest()
}

export const numberOn = (card: { words: string }): string => /RF-\d+-\d+/.exec(card.words)?.[0] ?? ''

/** Presses a button whose answer may only be given behind a login: the address that chat hands out. */
export async function askForLink(person: Actor, card: ActorMessage, button: string): Promise<string> {
  await card.press(button)
  const modal = await person.modal({ contains: '登录页面' })
  const { openUrl } = await modal.press('打开安全页面')
  await modal.close()
  return openUrl ?? ''
}

/** The whole way: button, link, page, form, answers sent. */
export async function answerSafely(
  baseUrl: string,
  person: Actor,
  card: ActorMessage,
  button: string,
  answers: Readonly<Record<string, string>>,
): Promise<Page> {
  const link = await askForLink(person, card, button)
  const form = await openBrowser(baseUrl).open(link)
  expect(form.status).toBe(200)
  return form.send(answers)
}
