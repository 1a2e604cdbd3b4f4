import type { ControlApi } from '../control/control-api.ts'
import type { AnyFault, AnyFaultInput } from './fault-menu.ts'

/** @param times how often it happens; null until it is switched off */
export function addFault(api: ControlApi, input: AnyFaultInput, times: number | null): Promise<unknown> {
  return input.app === 'slack'
    ? api.addFault({ ...input.fault, times })
    : api.addWecomFault({ ...input.fault, times })
}

export function removeFault(api: ControlApi, { app, fault }: AnyFault): Promise<unknown> {
  return app === 'slack' ? api.removeFault(fault.id) : api.removeWecomFault(fault.id)
}
