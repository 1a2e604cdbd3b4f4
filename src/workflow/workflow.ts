import type { Actor, Role, Subject } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import { InvalidTransition, NotPermitted } from '../errors.ts'
import type { Fields } from '../fields/field.ts'

export interface State {
  /** Nothing more is expected; the owner may no longer edit. */
  isFinal?: boolean
  /** Out of use until it is brought back. */
  isSetAside?: boolean
  /** The light beside it; absent: that of the actions that lead to it. */
  tone?: 'neutral' | 'good' | 'warning' | 'bad'
  /**
   * Whom a record in this state waits for. The nearest holders of a role owe it an answer, which the clock chases; what
   * was given back to its owner stands on their home to be mended.
   */
  awaits?: 'owner' | Exclude<Role, 'rep'>
  /** A step that actions mark; whoever did it is not awaited, for they may not answer. */
  notBy?: string
}

export interface Action<S extends string = string> {
  from: readonly S[]
  to: S
  by: Permission
  /** Asked before it is done and kept by the event alone; no question has the name of a field. */
  asks?: Fields
  /** Asks again what this other action asked, so that it can be put right. */
  corrects?: string
  /** Field of the record that holds a day; before it, on the clock of whoever acts, this is not done. */
  notBefore?: string
  /** How a button looks. */
  tone?: 'primary' | 'danger'
  /** Opens the record's own form instead of acting at once. */
  edits?: boolean
  /** Recorded as the person who did this step, so that a later step may ask for somebody else. */
  marks?: string
}

export interface Workflow<S extends string = string> {
  initial: S
  states: Readonly<Record<S, State>>
  actions: Readonly<Record<string, Action<S>>>
}

/** Declares a workflow and checks it: every state named must exist and be reachable. */
export function defineWorkflow<const S extends string>(workflow: {
  initial: NoInfer<S>
  states: Readonly<Record<S, State>>
  actions: Readonly<Record<string, Action<NoInfer<S>>>>
}): Workflow<S> {
  const reached = new Set<string>([workflow.initial])
  const actions: Action<S>[] = Object.values(workflow.actions)
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const a of actions) if (a.from.some((s) => reached.has(s))) reached.add(a.to)
  }
  const lost = Object.keys(workflow.states).filter((s) => !reached.has(s))
  if (lost.length > 0) throw new TypeError(`states never reached: ${lost.join(', ')}`)
  const marks = new Set(Object.values(workflow.actions).map((a) => a.marks))
  const unmarked = Object.values<State>(workflow.states)
    .flatMap(({ notBy }) => notBy ?? [])
    .filter((s) => !marks.has(s))
  if (unmarked.length > 0) throw new TypeError(`steps never marked: ${unmarked.join(', ')}`)
  return workflow
}

/** The role whose answer a record in this state waits for. */
export function findAnswerer(workflow: Workflow, status: string): Role | undefined {
  const awaited = workflow.states[status]?.awaits
  return awaited === 'owner' ? undefined : awaited
}

/** Who is never awaited as this role: the owner, and whoever did a step that rules them out. */
export function listExcepted(workflow: Workflow, role: Role, { ownerId, doneBy }: Subject): string[] {
  const steps = Object.values(workflow.states).flatMap(({ awaits, notBy }) =>
    awaits === role && notBy !== undefined ? [notBy] : [],
  )
  return [ownerId, ...steps.flatMap((step) => doneBy?.[step] ?? [])]
}

/** States in which a record was given back to its owner. */
export const returnedStates = (workflow: Workflow): string[] =>
  Object.entries(workflow.states).flatMap(([id, state]) => (state.awaits === 'owner' ? [id] : []))

/** The action by which a record is edited in this state. */
export const findEdit = (workflow: Workflow, status: string): string | undefined =>
  Object.entries(workflow.actions).find(([, a]) => a.edits && a.from.includes(status))?.[0]

/** The actions that this person may take now, in the order declared. */
export function listActions(workflow: Workflow, status: string, actor: Actor, subject: Subject): string[] {
  return Object.entries(workflow.actions)
    .filter(([, a]) => a.from.includes(status) && a.by.allows(actor, subject))
    .map(([id]) => id)
}

/**
 * Finds the action and checks that it may be taken.
 * @throws InvalidTransition when it does not start from `status`
 * @throws NotPermitted when the actor may not take it
 */
export function getAction(
  workflow: Workflow,
  id: string,
  status: string,
  actor: Actor,
  subject: Subject,
): Action {
  const action = Object.hasOwn(workflow.actions, id) ? workflow.actions[id] : undefined
  // Permission first: what may not be done is not told apart by state.
  if (!action?.by.allows(actor, subject)) throw new NotPermitted(id)
  if (!action.from.includes(status)) throw new InvalidTransition(id, status)
  return action
}
