import { expect, it } from 'vitest'
import { FAULT_MENU, findOtherFaults, isSameFault } from './fault-menu.ts'

it('has no two rows for one fault', () => {
  const faults = FAULT_MENU.flatMap((section) => section.choices.map((choice) => choice.fault))
  const doubles = faults.filter((fault, at) =>
    faults.some((other, index) => index < at && isSameFault(fault, other)),
  )
  expect(doubles).toEqual([])
})

it('knows its own faults from those switched on elsewhere', () => {
  const own = {
    on: 'delivery',
    kind: 'event',
    effect: 'drop',
    delayMs: 0,
    times: 1,
    id: 'fault-1',
    left: 1,
    hits: 0,
  } as const
  const other = { ...own, id: 'fault-2', effect: 'out-of-order' } as const
  expect(findOtherFaults([own, other]).map(({ id }) => id)).toEqual(['fault-2'])
})
