/** The duties a person can hold, each within a team and everything below it. */
export const roles = ['rep', 'supervisor', 'clerk', 'reception', 'finance', 'director', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Grant {
  role: Role
  /** The team it was given for and every team below. */
  teamIds: readonly string[]
  /** Set where the role is held for somebody else as a delegate. */
  onBehalfOf?: string
}

/** Whoever acts, with everything that a decision about permission needs. */
export interface Actor {
  personId: string
  name: string
  language: 'zh-CN' | 'en'
  zone: string
  teamId: string
  grants: readonly Grant[]
  /** The client of the account they act by shows no cards. */
  isPlain?: boolean
}

/** What a permission is about: the columns that every record has. */
export interface Subject {
  ownerId: string
  teamId: string
  /** People who did an earlier step, by step: the one who confirms a cost must not be the one who entered it. */
  doneBy?: Readonly<Record<string, string | null>>
}

/** Every team in which the role is held, once for each grant. */
export const teamsOfRole = (actor: Actor, role: Role): readonly string[] =>
  actor.grants.flatMap((g) => (g.role === role ? g.teamIds : []))

export function holdsRole(actor: Actor, role: Role, teamId?: string): boolean {
  return actor.grants.some((g) => g.role === role && (teamId === undefined || g.teamIds.includes(teamId)))
}
