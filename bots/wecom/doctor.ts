import type { Clock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config.ts'
import { AppError } from '../../src/errors.ts'
import { type Language, speak } from '../../src/i18n/translate.ts'
import { createWecomClient } from './client/wecom-client.ts'

/** Whether WeCom takes the company's id and the app's secret, from this machine's address. */
export async function checkWecom(
  config: WecomConfig,
  clock: Clock,
  language: Language,
): Promise<{ ok: boolean; what: string; mend: string }> {
  const t = speak(language)
  try {
    await createWecomClient(config, clock).checkAccess()
    return { ok: true, what: t('wecom.doctor.access', { corp: config.corpId }), mend: '' }
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'unexpected'
    return { ok: false, what: t('wecom.doctor.refused', { reason }), mend: t('wecom.doctor.mend') }
  }
}
