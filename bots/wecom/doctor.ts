import type { Clock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config/wecom.ts'
import { type Language, speak, type Translate } from '../../src/i18n/translate.ts'
import { type Finding, ill, well } from '../../src/services/doctor/finding.ts'
import { loginPath } from '../../src/services/links/way-in.ts'
import { createWecomClient } from './client/wecom-client.ts'
import { platform } from './desk.ts'
import { findTrouble, reasonOf } from './find-trouble.ts'
import { buildMenu } from './menu/build-menu.ts'
import { isMenuSet, type MenuParts } from './menu/keep-menu.ts'
import { checkChannels } from './send/check-channels.ts'
import type { Channels } from './send/team-channel.ts'

interface CheckOptions {
  config: WecomConfig
  publicUrl: string
  clock: Clock
  language: Language
  /** What the policy says under `channels`. */
  channels: Channels
}

/**
 * Whether WeCom takes the company's id and the app's secret from this machine's address, what of it is set up, and
 * whether what teams are written to is there. Nothing is posted.
 */
export async function checkWecom(options: CheckOptions): Promise<Finding[]> {
  const { config, publicUrl, clock, language, channels } = options
  const t = speak(language)
  const client = createWecomClient(config, clock)
  const domain = checkDomain(publicUrl, t)
  try {
    await client.checkAccess()
  } catch (error) {
    return [findTrouble(t, t('wecom.doctor.refused', { reason: reasonOf(error) }), error), domain]
  }
  const menu = buildMenu(language, `${publicUrl}${loginPath(platform, '/')}`)
  return [
    well(t('wecom.doctor.access', { corp: config.corpId })),
    await checkMenu({ client, agentId: config.agentId, menu }, t),
    domain,
    ...(await checkChannels({ client, config, channels }, t)),
  ]
}

async function checkMenu(parts: MenuParts, t: Translate): Promise<Finding> {
  const mend = t('wecom.doctor.mendMenu')
  try {
    if (await isMenuSet(parts)) return well(t('wecom.doctor.menu'))
    return ill(t('wecom.doctor.noMenu'), mend)
  } catch (error) {
    return ill(t('wecom.doctor.menuRefused', { reason: reasonOf(error) }), mend)
  }
}

/** WeCom compares hosts to the letter and takes no address of a machine; what is entered there it tells nobody. */
function checkDomain(publicUrl: string, t: Translate): Finding {
  const { host, hostname, protocol } = new URL(publicUrl)
  const isDomain = protocol === 'https:' && /^(?!\[|[\d.]+$)(?:[\w-]+\.)+[\w-]+$/.test(hostname)
  return isDomain
    ? well(t('wecom.doctor.domain', { host }))
    : ill(t('wecom.doctor.badDomain', { host }), t('wecom.doctor.mendDomain'))
}
