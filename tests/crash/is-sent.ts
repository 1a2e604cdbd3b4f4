import type { Actor } from '../../sandbox/client.ts'

/** Whether the window closed or said that it is kept; what stands open then is put away. */
export async function isSent(modal: Awaited<ReturnType<Actor['modal']>>): Promise<boolean> {
  const { outcome, delivery, modals } = await modal.submit()
  const isGone = outcome === 'closed' || outcome === 'cleared'
  if (!isGone) await modal.close({ all: true }).catch(() => undefined)
  // A window that can still be sent says what is wrong with it, and has not been taken.
  const isKept = outcome === 'updated' && modals.at(-1)?.view.submit == null
  return delivery?.error === null && (isGone || isKept)
}
