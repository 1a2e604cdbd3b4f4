/**
 * What rooms tell of their work so that it can be watched. No label names a person or holds a text; each has a handful
 * of values. Whoever composes decides what becomes of it (`src/observe/`); where nobody watches it is `noMeter`.
 */

/** How often. */
export interface Counts {
  /** A platform delivered: new, or known already. `kind` is the platform's own name for it. */
  deliveries: { platform: string; kind: string; outcome: 'kept' | 'duplicate' }
  /** Requests at a platform's address that were not the platform's, or of another shape than it sends. */
  refusals: { platform: string; reason: string }
  /** Attempts to send that came to nothing: to be repeated, or given up. */
  sendFailures: { platform: string; outcome: 'again' | 'dead'; reason: string }
  /** The database refused or did not answer. */
  storeErrors: { reason: string }
}

/** How long, in milliseconds. */
export interface Durations {
  /** From the arrival of a delivery to its acknowledgement. */
  acknowledgement: { platform: string }
  /** One attempt to send, whatever came of it. */
  sending: { platform: string }
  /** Waited for a turn under a platform's limit. */
  paceWait: { platform: string }
  job: { job: string; outcome: 'done' | 'failed' }
}

/** What is so at this moment, asked for when somebody looks: 1 for yes. */
export interface States {
  connected: { platform: string; way: string }
}

export interface Meter {
  count<Name extends keyof Counts>(name: Name, labels: Counts[Name]): void
  took<Name extends keyof Durations>(name: Name, labels: Durations[Name], ms: number): void
  show<Name extends keyof States>(name: Name, labels: States[Name], read: () => number): void
}

export const noMeter: Meter = { count: () => undefined, took: () => undefined, show: () => undefined }
