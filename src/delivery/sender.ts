import type { Card } from '../forms/card.ts'
import type { Language } from '../i18n/translate.ts'

/** Where a message goes: a person's own chat with us, or a team's channel by the name the policy gives it. */
export type Destination = { kind: 'person'; platformUserId: string } | { kind: 'channel'; channel: string }

/** Where a message stands on its platform. */
export interface Receipt {
  channel: string
  ts: string
  /** It was to be changed and had to be sent anew, which rings. */
  isAnew?: boolean
}

export interface OutgoingMessage {
  to: Destination
  card: Card
  language: Language
  /** Travels with the message where the platform allows, so that a lost answer can be looked up. */
  dedupeKey: string
  /** Above 0 when somebody has it sent again after it was refused: what came of it then counts no more. */
  round?: number
  /** Edits this message instead of sending a new one. */
  edit?: Receipt
  /** An earlier attempt, whose answer was lost, may have done it. */
  mayHaveArrived?: boolean
  /** Answers in the thread of this message. */
  replyTo?: Receipt
  picture?: { name: string; png: Uint8Array }
}

/** What delivery asks of a bot; the only way a message leaves the house. */
export interface Sender {
  readonly platform: string
  /** False while nothing can leave from this process: messages wait for it, or for another process. */
  isReady?(): boolean
  /**
   * @throws PlatformRefused when repeating is useless
   * @throws RateLimited with the time to wait
   * @throws PlatformUnreachable when it may or may not have been sent
   */
  send(message: OutgoingMessage): Promise<Receipt>
  /** Finds a message that an earlier attempt may have sent; undefined when there is none. */
  findSent(to: Destination, dedupeKey: string, since: Date): Promise<Receipt | undefined>
}
