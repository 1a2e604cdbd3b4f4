import type { Fault, FaultInput, WecomFault, WecomFaultInput } from '../control/control-shapes.ts'
import type { TextKey } from '../language/translate.ts'
import type { AppName } from '../session/layout.ts'

/** What can be made to go wrong, and on which platform. */
export type AnyFaultInput = { app: 'slack'; fault: FaultInput } | { app: 'wecom'; fault: WecomFaultInput }
export type AnyFault = { app: 'slack'; fault: Fault } | { app: 'wecom'; fault: WecomFault }

export type FaultChoice = AnyFaultInput & {
  label: TextKey
  /** Happens at once instead of lying in wait. */
  isImmediate?: boolean
}

interface FaultSection {
  app: AppName
  title: TextKey
  choices: FaultChoice[]
}

const POST = { on: 'api', method: 'chat.postMessage' } as const
const SEND = { on: 'api', method: 'message/send' } as const
const slack = (label: TextKey, fault: FaultInput): FaultChoice => ({ app: 'slack', label, fault })
const wecom = (label: TextKey, fault: WecomFaultInput): FaultChoice => ({ app: 'wecom', label, fault })

/** The faults worth showing, in words; the control API knows more (`FaultInput`, `WecomFaultInput`). */
export const FAULT_MENU: FaultSection[] = [
  {
    app: 'slack',
    title: 'faultsApp',
    choices: [
      slack('faultPostTimeoutAfter', { ...POST, effect: 'timeout-after' }),
      slack('faultPostTimeoutBefore', { ...POST, effect: 'timeout-before' }),
      slack('faultPost429', { ...POST, effect: 'rate-limited', retryAfterS: 5 }),
      slack('faultPost500', { ...POST, effect: 'http-500' }),
      slack('faultPostDrop', { ...POST, effect: 'drop' }),
      slack('faultViewsExpired', {
        on: 'api',
        method: 'views.open',
        effect: 'error',
        error: 'expired_trigger_id',
      }),
      slack('faultApiSlow', { on: 'api', method: '*', effect: 'delay', delayMs: 2000 }),
    ],
  },
  {
    app: 'slack',
    title: 'faultsDelivery',
    choices: [
      slack('faultAckLost', { on: 'delivery', kind: 'view_submission', effect: 'ack-lost' }),
      slack('faultDropEvent', { on: 'delivery', kind: 'event', effect: 'drop' }),
      slack('faultDuplicate', { on: 'delivery', kind: 'event', effect: 'duplicate' }),
      slack('faultDeliverySlow', { on: 'delivery', kind: '*', effect: 'delay', delayMs: 2000 }),
    ],
  },
  {
    app: 'slack',
    title: 'faultsSocket',
    choices: [
      {
        ...slack('faultSocketDisconnect', { on: 'socket', effect: 'disconnect-now' }),
        isImmediate: true,
      },
      { ...slack('faultSocketKill', { on: 'socket', effect: 'kill-now' }), isImmediate: true },
    ],
  },
  {
    app: 'wecom',
    title: 'faultsApp',
    choices: [
      wecom('faultPostTimeoutAfter', { ...SEND, effect: 'timeout-after' }),
      wecom('faultPostTimeoutBefore', { ...SEND, effect: 'timeout-before' }),
      wecom('faultWecomBusy', { ...SEND, effect: 'errcode', errcode: -1 }),
      wecom('faultWecomRate', { ...SEND, effect: 'errcode', errcode: 45009 }),
      wecom('faultWecomToken', { ...SEND, effect: 'errcode', errcode: 42001 }),
      wecom('faultWecomIp', { on: 'api', method: '*', effect: 'errcode', errcode: 60020 }),
      wecom('faultPostDrop', { ...SEND, effect: 'drop' }),
      wecom('faultWecomUpdate', { on: 'api', method: 'message/update_template_card', effect: 'http-500' }),
      wecom('faultApiSlow', { on: 'api', method: '*', effect: 'delay', delayMs: 2000 }),
    ],
  },
  {
    app: 'wecom',
    title: 'faultsDelivery',
    choices: [
      wecom('faultWecomAckLost', { on: 'callback', event: '*', effect: 'ack-lost' }),
      wecom('faultWecomThrice', { on: 'callback', event: '*', effect: 'duplicate', copies: 3 }),
      wecom('faultWecomOrder', { on: 'callback', event: '*', effect: 'out-of-order' }),
      wecom('faultWecomForged', { on: 'callback', event: '*', effect: 'bad-signature' }),
      wecom('faultDeliverySlow', { on: 'callback', event: '*', effect: 'delay', delayMs: 2000 }),
    ],
  },
  {
    app: 'wecom',
    title: 'faultsBot',
    choices: [
      wecom('faultBotAckLost', { on: 'bot', cmd: '*', effect: 'ack-lost' }),
      wecom('faultBotClose', { on: 'bot', cmd: '*', effect: 'close' }),
      wecom('faultBotTwice', { on: 'bot-callback', event: '*', effect: 'duplicate' }),
    ],
  },
]

export function isSameFault(one: AnyFaultInput, other: AnyFaultInput): boolean {
  return (
    one.app === other.app &&
    one.fault.on === other.fault.on &&
    one.fault.effect === other.fault.effect &&
    nameVictim(one) === nameVictim(other) &&
    errcodeOf(one) === errcodeOf(other)
  )
}

/** What goes wrong: a method, a command, a kind of delivery, an event, or the socket. */
export function nameVictim({ fault }: AnyFaultInput): string {
  switch (fault.on) {
    case 'api':
      return fault.method ?? '*'
    case 'delivery':
      return fault.kind ?? '*'
    case 'bot':
      return fault.cmd ?? '*'
    case 'callback':
    case 'bot-callback':
      return fault.event ?? '*'
    default:
      return fault.on
  }
}

function errcodeOf({ fault }: AnyFaultInput): number | undefined {
  return fault.effect === 'errcode' ? (fault.errcode ?? -1) : undefined
}

/** Faults that were switched on elsewhere (a test, the API) and stand in no row of the menu. */
export function findOtherFaults(faults: AnyFault[]): AnyFault[] {
  const known = FAULT_MENU.flatMap((section) => section.choices)
  return faults.filter((fault) => !known.some((each) => isSameFault(each, fault)))
}
