import type { Actor } from '../../sandbox/client.ts'
import { openBrowser } from '../journeys/support/browser.ts'
import { keepSealed } from '../support/log-watch.ts'
import type { Perform } from './do-deeds.ts'
import { type Answer, sendModal } from './read-answer.ts'

/** Who the patients are: typed on a page behind a login, and nowhere in what a platform carries. */
export const patient = { patientName: '孟晓棠', patientPhone: '139 0000 1234' }

/** Gives notice of a patient in chat, and says on a page who they are. */
export async function referPatient(
  person: Actor,
  by: string,
  text: string,
  { pagesUrl, perform, patienceMs: timeoutMs }: { pagesUrl: string; perform: Perform; patienceMs: number },
): Promise<void> {
  await person.command('/refer')
  const modal = await person.modal({ contains: '知情同意书编号', timeoutMs })
  const day = '2026-12-01'
  await modal.fill({ 来源单位: '康民', 就诊科室: text, 预计到院日期: day, 知情同意书编号: `C-${text}` })
  await perform({ by, platform: 'slack', kind: 'refer', text }, () => sendModal(modal))
  const card = await person.message({ contains: text, timeoutMs })
  await card.press('填写患者身份')
  const link = await person.modal({ contains: '登录页面', timeoutMs })
  const { openUrl } = await link.press('打开安全页面')
  await link.close()
  await perform({ by, platform: 'slack', kind: 'identify', text }, () =>
    sendIdentity(pagesUrl, openUrl ?? ''),
  )
}

/** Whether the page said that it is kept. */
async function sendIdentity(pagesUrl: string, link: string): Promise<Answer> {
  try {
    const form = await openBrowser(pagesUrl).open(link)
    const { status, body } = await form.send(keepSealed(patient))
    const isAcknowledged = status === 200 && body.includes('已填写（保密）')
    return { isAcknowledged, answer: `${status} ${body.replaceAll(/<[^>]*>|\s+/g, ' ')}` }
  } catch (error) {
    // Killed under their hands.
    return { isAcknowledged: false, answer: String(error) }
  }
}
