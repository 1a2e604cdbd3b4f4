import type { Clock } from '../../clock.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type Finding, ill, well } from './finding.ts'

/** Slack refuses a signature older than five minutes; a machine a minute off is on its way there. */
const toleratedMs = 60_000
const answerWithinMs = 5_000

/** This machine's time against the `Date` that a server of the platform answers with, which counts in seconds. */
export async function checkClock(address: string, clock: Clock, t: Translate): Promise<Finding> {
  try {
    // Any answer has the date, also one that leads elsewhere.
    const signal = AbortSignal.timeout(answerWithinMs)
    const response = await fetch(address, { redirect: 'manual', signal })
    const there = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isFinite(there)) return well(t('doctor.clock.unknown'))
    const skewMs = clock.now().getTime() - there
    if (Math.abs(skewMs) <= toleratedMs) return well(t('doctor.clock.right'))
    return ill(t('doctor.clock.wrong', { seconds: Math.round(skewMs / 1000) }), t('doctor.clock.mend'))
  } catch {
    return ill(t('doctor.clock.unreachable', { address }), t('doctor.clock.mendAddress'))
  }
}
