import { describe, expect, it, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { owner, role, supervisor } from '../access/permissions.ts'
import { InvalidTransition, NotPermitted } from '../errors.ts'
import { longText } from '../fields/kinds/index.ts'
import { recordTypes } from '../records/registry.ts'
import { defineWorkflow, findAnswerer, findEdit, getAction, listActions, returnedStates } from './workflow.ts'

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

  it('lets whom a state awaits take it on', () => {
    const stuck = Object.keys(declared.states).filter((id) => {
      const answerer = findAnswerer(declared, id)
      if (answerer === undefined) return false
      const holder: Actor = { ...stranger, grants: [{ role: answerer, teamIds: ['nanwan'] }] }
      return listActions(declared, id, holder, subject).length === 0
    })
    expect(stuck).toEqual([])
  })

  it('lets the owner edit what was returned', () => {
    const allowed = returnedStates(declared).map((id) => {
      const edit = findEdit(declared, id) ?? 'none'
      return listActions(declared, id, rep, subject).includes(edit)
    })
    expect(allowed).not.toContain(false)
  })
})

test('a state names the role that answers; what was returned waits for nobody else', () => {
  const declared = defineWorkflow({
    initial: 'asked',
    states: { asked: { awaits: 'director' }, returned: { awaits: 'owner' }, granted: {} },
    actions: {
      grant: { from: ['asked'], to: 'granted', by: role('director') },
      return: { from: ['asked'], to: 'returned', by: role('director') },
      mend: { from: ['returned'], to: 'asked', by: owner, edits: true },
    },
  })
  expect(['asked', 'returned', 'granted', 'none'].map((s) => findAnswerer(declared, s))).toEqual([
    'director',
    undefined,
    undefined,
    undefined,
  ])
  expect(returnedStates(declared)).toEqual(['returned'])
  expect(findEdit(declared, 'returned')).toBe('mend')
  expect(findEdit(declared, 'asked')).toBeUndefined()
})
