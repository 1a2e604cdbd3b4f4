import type { Actor } from '../../sandbox/client.ts'
import type { ActResult } from '../../sandbox/control/act-routes.ts'
import type { WecomActResult } from '../../sandbox/control/wecom/act-routes.ts'

/** Whether what somebody did was acknowledged to them, and what they saw that is taken for it. */
export interface Answer {
  isAcknowledged: boolean
  answer: string
}

/** Whether the window closed or said that it is kept; what stands open then is put away. */
export async function sendModal(modal: Awaited<ReturnType<Actor['modal']>>): Promise<Answer> {
  const result = await modal.submit()
  const { outcome, delivery, modals } = result
  const isGone = outcome === 'closed' || outcome === 'cleared'
  if (!isGone) await modal.close({ all: true }).catch(() => undefined)
  // A window that can still be sent says what is wrong with it, and has not been taken.
  const isKept = outcome === 'updated' && modals.at(-1)?.view.submit == null
  const isAcknowledged = delivery?.error === null && (isGone || isKept)
  return { isAcknowledged, answer: show(result, modals.at(-1)?.view) }
}

/** Of a command or a press in Slack: that it was taken, and nobody was told of trouble. */
export const isTaken = (result: ActResult): Answer => ({
  isAcknowledged: result.delivery?.error === null && result.outcome !== 'trouble',
  answer: show(result),
})

/** Of words or a press in WeCom: that the callback was answered. */
export const isReceived = ({ callback }: WecomActResult): Answer => ({
  isAcknowledged: callback?.httpStatus === 200,
  answer: JSON.stringify(callback),
})

const show = ({ outcome, delivery }: ActResult, view?: unknown): string =>
  JSON.stringify({ outcome, delivery, view })
