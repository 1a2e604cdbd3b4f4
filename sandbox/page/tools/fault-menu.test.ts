import { expect, it } from 'vitest'
import { type AnyFault, FAULT_MENU, findOtherFaults, isSameFault } from './fault-menu.ts'

it('has no two rows for one fault', () => {
  const choices = FAULT_MENU.flatMap((section) => section.choices)
  const doubles = choices.filter((choice, at) =>
    choices.some((other, index) => index < at && isSameFault(choice, other)),
  )
  expect(doubles).toEqual([])
})

it('names the platform of a section as its rows do', () => {
  expect(FAULT_MENU.filter(({ app, choices }) => choices.some((choice) => choice.app !== app))).toEqual([])
})

it('knows its own faults from those switched on elsewhere, and errors of one method from one another', () => {
  const stored = { delayMs: 0, times: 1, left: 1, hits: 0 }
  const faults: AnyFault[] = [
    { app: 'slack', fault: { ...stored, on: 'delivery', kind: 'event', effect: 'drop', id: 'fault-1' } },
    {
      app: 'slack',
      fault: { ...stored, on: 'delivery', kind: 'event', effect: 'out-of-order', id: 'fault-2' },
    },
    {
      app: 'wecom',
      fault: { ...stored, on: 'api', method: 'message/send', effect: 'errcode', errcode: -1, id: 'fault-1' },
    },
    {
      app: 'wecom',
      fault: {
        ...stored,
        on: 'api',
        method: 'message/send',
        effect: 'errcode',
        errcode: 48002,
        id: 'fault-2',
      },
    },
  ]
  const others = findOtherFaults(faults).map(({ app, fault }) => `${app} ${fault.id}`)
  expect(others).toEqual(['slack fault-2', 'wecom fault-2'])
})
