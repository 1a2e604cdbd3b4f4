import { expect } from 'vitest'
import { openBrowser, type Page } from './browser.ts'
import { fileRecord } from './file-record.ts'
import type { Person, Told } from './person.ts'
import { waitFor } from './wait-for.ts'

const notice = {
  就诊科室: '肛肠科',
  预计到院日期: '2026-11-19',
  知情同意书编号: 'C-2026-118',
}

/** Gives notice of a patient in chat; the referral's number, which is all that chat will ever know of them. */
export async function giveNotice(
  rep: Person,
  partner = '康民',
  expectedOn = notice.预计到院日期,
): Promise<string> {
  const known = new Set((await rep.told('RF-')).map(numberOn))
  await fileRecord(rep, '转诊', { 来源单位: partner, ...notice, 预计到院日期: expectedOn })
  return waitFor(
    async () => (await rep.told('RF-', '待到院')).map(numberOn).find((number) => !known.has(number)),
    () => `${rep.handle} sees no new referral`,
  )
}

export const numberOn = (card: { words: string }): string => /RF-\d+-\d+/.exec(card.words)?.[0] ?? ''

/** The whole way: button, link, page, form, answers sent. */
export async function answerSafely(
  baseUrl: string,
  card: Told,
  button: string,
  answers: Readonly<Record<string, string>>,
): Promise<Page> {
  const form = await openBrowser(baseUrl).open(await card.link(button))
  expect(form.status).toBe(200)
  return form.send(answers)
}
