import type { Fault, FaultInput } from '../control/control-shapes.ts'
import type { TextKey } from '../language/translate.ts'

export interface FaultChoice {
  label: TextKey
  fault: FaultInput
  /** Happens at once instead of lying in wait. */
  isImmediate?: boolean
}

interface FaultSection {
  title: TextKey
  choices: FaultChoice[]
}

const POST = { on: 'api', method: 'chat.postMessage' } as const

/** The faults worth showing, in words; the control API knows more (`FaultInput`). */
export const FAULT_MENU: FaultSection[] = [
  {
    title: 'faultsApp',
    choices: [
      { label: 'faultPostTimeoutAfter', fault: { ...POST, effect: 'timeout-after' } },
      { label: 'faultPostTimeoutBefore', fault: { ...POST, effect: 'timeout-before' } },
      { label: 'faultPost429', fault: { ...POST, effect: 'rate-limited', retryAfterS: 5 } },
      { label: 'faultPost500', fault: { ...POST, effect: 'http-500' } },
      { label: 'faultPostDrop', fault: { ...POST, effect: 'drop' } },
      {
        label: 'faultViewsExpired',
        fault: { on: 'api', method: 'views.open', effect: 'error', error: 'expired_trigger_id' },
      },
      { label: 'faultApiSlow', fault: { on: 'api', method: '*', effect: 'delay', delayMs: 2000 } },
    ],
  },
  {
    title: 'faultsDelivery',
    choices: [
      { label: 'faultAckLost', fault: { on: 'delivery', kind: 'view_submission', effect: 'ack-lost' } },
      { label: 'faultDropEvent', fault: { on: 'delivery', kind: 'event', effect: 'drop' } },
      { label: 'faultDuplicate', fault: { on: 'delivery', kind: 'event', effect: 'duplicate' } },
      { label: 'faultDeliverySlow', fault: { on: 'delivery', kind: '*', effect: 'delay', delayMs: 2000 } },
    ],
  },
  {
    title: 'faultsSocket',
    choices: [
      {
        label: 'faultSocketDisconnect',
        fault: { on: 'socket', effect: 'disconnect-now' },
        isImmediate: true,
      },
      { label: 'faultSocketKill', fault: { on: 'socket', effect: 'kill-now' }, isImmediate: true },
    ],
  },
]

export function isSameFault(fault: FaultInput, other: FaultInput): boolean {
  return fault.on === other.on && fault.effect === other.effect && nameVictim(fault) === nameVictim(other)
}

/** What goes wrong: a method, a kind of delivery, or the socket. */
export function nameVictim(fault: FaultInput): string {
  if (fault.on === 'socket') return fault.on
  return (fault.on === 'api' ? fault.method : fault.kind) ?? '*'
}

/** Faults that were switched on elsewhere (a test, the API) and stand in no row of the menu. */
export function findOtherFaults(faults: Fault[]): Fault[] {
  const known = FAULT_MENU.flatMap((section) => section.choices.map((choice) => choice.fault))
  return faults.filter((fault) => !known.some((each) => isSameFault(each, fault)))
}
