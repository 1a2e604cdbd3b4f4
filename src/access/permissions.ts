/**
 * Named predicates that permissions are composed of. Each says two things that must agree: whether one record is
 * permitted, and which rows are; a test holds them against each other.
 */
import { type Actor, holdsRole, type Role, type Subject } from './actor.ts'

/** Rows that fulfil any of `anyOf`; none of them when it is empty. */
export interface RowFilter {
  anyOf: readonly {
    ownerId?: string
    teamIds?: readonly string[]
    exceptOwnerIds?: readonly string[]
  }[]
}

export interface Permission {
  /** Read in the table of permissions and in logs. */
  name: string
  allows(actor: Actor, subject: Subject): boolean
  rows(actor: Actor): RowFilter
}

export const everyone: Permission = {
  name: 'everyone',
  allows: () => true,
  rows: () => ({ anyOf: [{}] }),
}

export const nobody: Permission = {
  name: 'nobody',
  allows: () => false,
  rows: () => ({ anyOf: [] }),
}

export const owner: Permission = {
  name: 'owner',
  allows: (actor, subject) => subject.ownerId === actor.personId,
  rows: (actor) => ({ anyOf: [{ ownerId: actor.personId }] }),
}

/** Holds `role` for the team that the record belongs to. */
export function role(wanted: Role): Permission {
  return {
    name: wanted,
    allows: (actor, subject) => holdsRole(actor, wanted, subject.teamId),
    rows: (actor) => ({
      anyOf: actor.grants.flatMap((g) => (g.role === wanted ? [{ teamIds: g.teamIds }] : [])),
    }),
  }
}

/** A supervisor of the record's team who is not its owner: nobody approves their own. */
export const supervisor: Permission = {
  name: 'supervisor',
  allows: (actor, subject) =>
    subject.ownerId !== actor.personId &&
    actor.grants.some(
      (g) =>
        g.role === 'supervisor' && g.teamIds.includes(subject.teamId) && g.onBehalfOf !== subject.ownerId,
    ),
  rows: (actor) => ({
    anyOf: actor.grants.flatMap((g) =>
      g.role === 'supervisor'
        ? [{ teamIds: g.teamIds, exceptOwnerIds: [actor.personId, ...(g.onBehalfOf ? [g.onBehalfOf] : [])] }]
        : [],
    ),
  }),
}

/** `wanted`, but somebody other than who did the earlier `step` (four eyes). For actions: rows leave the step out. */
export function roleOtherThan(wanted: Role, step: string): Permission {
  const held = role(wanted)
  return {
    name: `${wanted} other than who did ${step}`,
    allows: (actor, subject) => held.allows(actor, subject) && subject.doneBy?.[step] !== actor.personId,
    rows: held.rows,
  }
}

export function anyOf(...permissions: readonly Permission[]): Permission {
  return {
    name: permissions.map((p) => p.name).join(' or '),
    allows: (actor, subject) => permissions.some((p) => p.allows(actor, subject)),
    rows: (actor) => ({ anyOf: permissions.flatMap((p) => p.rows(actor).anyOf) }),
  }
}
