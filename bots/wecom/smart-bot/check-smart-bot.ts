import { pino } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import type { SmartBotConfig } from '../../../src/config/wecom.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { type Finding, ill, well } from '../../../src/services/doctor/finding.ts'
import type { HeldLease } from '../../../src/services/leases/read-lease.ts'
import { type ConnectionState, createConnection, usualTimes } from './connection.ts'

const longestMs = 12_000

/**
 * How the smart bot's connection stands. While a process of ours has it, that one says so in its lease; to connect as
 * well would take it away. Only when nobody has it is it tried.
 */
export async function checkSmartBot(
  config: SmartBotConfig,
  lease: HeldLease | undefined,
  { clock, language }: { clock: Clock; language: Language },
): Promise<Finding> {
  const t = speak(language)
  const bot = config.botId
  const isHeld = lease !== undefined && lease.leaseTill > clock.now()
  const state = isHeld ? lease.note : await tryToConnect(config)
  switch (state) {
    case 'ready':
      return well(
        isHeld
          ? t('wecom.doctor.bot', { bot, since: lease.heldSince.toISOString() })
          : t('wecom.doctor.botTried', { bot }),
      )
    case 'kicked':
      return ill(t('wecom.doctor.botKicked', { bot }), t('wecom.doctor.botKickedMend'))
    case 'refused':
      return ill(t('wecom.doctor.botRefused', { bot }), t('wecom.doctor.botRefusedMend'))
    default:
      return ill(t('wecom.doctor.botConnecting', { bot }), t('wecom.doctor.botConnectingMend'))
  }
}

function tryToConnect(config: SmartBotConfig): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve(connection.state)
      connection.stop()
    }
    const timer = setTimeout(end, longestMs)
    const connection = createConnection({
      config,
      times: usualTimes,
      log: pino({ level: 'silent' }),
      onCallback: () => undefined,
      onReady: end,
      onKicked: end,
      onRefused: end,
    })
    connection.start()
  })
}
