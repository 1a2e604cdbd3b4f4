import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Language } from '../i18n/translate.ts'
import type { Meter } from '../meter.ts'
import type { Store } from '../store/open-store.ts'
import type { Pace } from './pace.ts'
import type { Sender } from './sender.ts'

export interface DeliveryParts {
  store: Store
  clock: Clock
  senders: ReadonlyMap<string, Sender>
  pace: Pace
  log: Logger
  meter?: Meter
  /** The language of channels, as the policy in force has it. */
  channelLanguage(): Language
  /** The moment itself where somebody of this zone may be prompted then, else the next one; absent: at any time. */
  promptAt?(at: Date, zone: string): Date
  /** The database was restored: until then what jobs say may have been said before. */
  doubtsTill?: Date | undefined
  /** Names this process among several. */
  owner: string
}
