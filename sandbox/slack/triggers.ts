import { randomInt } from 'node:crypto'
import { makeSecret } from './ids.ts'
import { SlackError } from './slack-error.ts'

export interface Trigger {
  user: string
  /** the conversation in which the person acted */
  channel: string | null
  /** set when the person acted inside a modal: only such a trigger may push */
  viewId: string | null
}

interface IssuedTrigger extends Trigger {
  issuedMs: number
  exchanged: boolean
}

export interface TriggerRegistry {
  issue(trigger: Trigger): string
  /**
   * Uses a trigger up.
   * @throws SlackError invalid_trigger_id, exchanged_trigger_id, expired_trigger_id
   */
  exchange(id: string): Trigger
}

/** @param elapsedMs see SandboxClock.elapsedMs */
export function createTriggers(elapsedMs: () => number, lifetimeMs: number): TriggerRegistry {
  const issued = new Map<string, IssuedTrigger>()
  return {
    issue(trigger) {
      const id = `${randomInt(1e12)}.${randomInt(1e9)}.${makeSecret()}`
      issued.set(id, { ...trigger, issuedMs: elapsedMs(), exchanged: false })
      if (issued.size > 5000) for (const old of [...issued.keys()].slice(0, 1000)) issued.delete(old)
      return id
    },
    exchange(id) {
      const trigger = issued.get(id)
      if (!trigger) throw new SlackError('invalid_trigger_id')
      if (trigger.exchanged) throw new SlackError('exchanged_trigger_id')
      if (elapsedMs() - trigger.issuedMs > lifetimeMs) throw new SlackError('expired_trigger_id')
      trigger.exchanged = true
      return trigger
    },
  }
}
