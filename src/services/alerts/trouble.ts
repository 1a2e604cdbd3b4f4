/** What can be wrong with the product itself so that an administrator has to do something. */
export type TroubleKind =
  | 'quiet'
  | 'inbox'
  | 'outbox'
  | 'shut'
  | 'job-late'
  | 'job-failing'
  | 'holidays'
  | 'certificate'
  | 'audit-broken'
  | 'vault-key'

export interface Trouble {
  kind: TroubleKind
  /** What it is about: a platform, a job, a year, a host, the id of a key. Never a person, never a text. */
  about: string
  /** How much of it: minutes, hours or days, as its words have it. */
  count: number
}

export const keyOf = ({ kind, about }: Trouble): string => `${kind}:${about}`

/** The platform that is not to be asked to tell of it. */
export const silentOn = ({ kind, about }: Pick<Trouble, 'kind' | 'about'>): string | undefined =>
  kind === 'shut' || kind === 'outbox' ? about : undefined
