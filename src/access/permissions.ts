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

/** Holds `wanted` for the record's team, and is neither its owner nor stands in for them: nobody decides about their own. */
export function decider(wanted: Role): Permission {
  return {
    name: `${wanted} of others`,
    allows: (actor, subject) =>
      subject.ownerId !== actor.personId &&
      actor.grants.some(
        (g) => g.role === wanted && g.teamIds.includes(subject.teamId) && g.onBehalfOf !== subject.ownerId,
      ),
    rows: (actor) => ({
      anyOf: actor.grants.flatMap((g) =>
        g.role === wanted
          ? [
              {
                teamIds: g.teamIds,
                exceptOwnerIds: [actor.personId, ...(g.onBehalfOf ? [g.onBehalfOf] : [])],
              },
            ]
          : [],
      ),
    }),
  }
}

export const supervisor: Permission = { ...decider('supervisor'), name: 'supervisor' }

/** Answers what people submit: a supervisor, or a director where there is none. */
export const superior: Permission = { ...anyOf(supervisor, decider('director')), name: 'superior' }

/** Decides as `wanted`, but did not do the earlier `step` themself (four eyes). For actions: rows leave the step out. */
export function roleOtherThan(wanted: Role, step: string): Permission {
  const held = decider(wanted)
  return {
    name: `${held.name}, but not who did ${step}`,
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
