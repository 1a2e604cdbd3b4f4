import { describe, expect, it, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { owner, supervisor } from '../access/permissions.ts'
import { InvalidTransition, NotPermitted } from '../errors.ts'
import { longText } from '../fields/kinds/index.ts'
import { recordTypes } from '../records/registry.ts'
import { defineWorkflow, getAction, listActions } from './workflow.ts'

const workflow = defineWorkflow({
  initial: 'submitted',
  states: { submitted: {}, approved: {}, withdrawn: { isFinal: true } },
  actions: {
    approve: { from: ['submitted'], to: 'approved', by: supervisor },
    edit: { from: ['submitted', 'approved'], to: 'submitted', by: owner, edits: true },
    withdraw: { from: ['submitted'], to: 'withdrawn', by: owner, asks: { why: longText() } },
  },
})
const person = (personId: string, isSupervisor = false): Actor => ({
  personId,
  name: personId,
  language: 'en',
  zone: 'UTC',
  teamId: 'nanwan',
  grants: isSupervisor ? [{ role: 'supervisor', teamIds: ['nanwan'] }] : [],
})
const [rep, boss, stranger] = [person('chen'), person('lin', true), person('lu')]
const subject = { ownerId: 'chen', teamId: 'nanwan' }

describe('actions', () => {
  it('are listed for the person and the state, in the order declared', () => {
    expect(listActions(workflow, 'submitted', rep, subject)).toEqual(['edit', 'withdraw'])
    expect(listActions(workflow, 'submitted', boss, subject)).toEqual(['approve'])
    expect(listActions(workflow, 'approved', rep, subject)).toEqual(['edit'])
    expect(listActions(workflow, 'submitted', stranger, subject)).toEqual([])
    expect(listActions(workflow, 'withdrawn', rep, subject)).toEqual([])
  })

  it('are given to who may take them', () => {
    expect(getAction(workflow, 'approve', 'submitted', boss, subject).to).toBe('approved')
  })

  it('that do not start from the state are refused with the state', () => {
    expect(() => getAction(workflow, 'approve', 'approved', boss, subject)).toThrow(InvalidTransition)
  })

  it('that a person may not take are refused in every state alike', () => {
    for (const status of ['submitted', 'approved', 'withdrawn', 'no-such-state']) {
      expect(() => getAction(workflow, 'approve', status, rep, subject)).toThrow(NotPermitted)
    }
  })

  it('that nobody declared are refused, also by the names that every object has', () => {
    for (const id of ['publish', 'toString', 'constructor', '__proto__', '']) {
      expect(() => getAction(workflow, id, 'submitted', boss, subject)).toThrow(NotPermitted)
    }
  })
})

test('a state that no action leads to is a fault of the declaration', () => {
  const declare = () =>
    defineWorkflow({
      initial: 'a',
      states: { a: {}, b: {}, c: {}, d: {} },
      actions: {
        go: { from: ['a'], to: 'b', by: owner },
        // Reached from nowhere but each other.
        there: { from: ['c'], to: 'd', by: owner },
        back: { from: ['d'], to: 'c', by: owner },
      },
    })
  expect(declare).toThrow('states never reached: c, d')
})

describe.each(recordTypes.map((t) => [t.id, t.workflow] as const))('the workflow of %s', (_id, declared) => {
  it('ends where it says that nothing more is expected', () => {
    const starts = new Set(Object.values(declared.actions).flatMap((a) => a.from))
    const ends = Object.entries(declared.states).flatMap(([id, s]) => (s.isFinal ? [id] : []))
    expect(ends.filter((id) => starts.has(id))).toEqual([])
  })
})
