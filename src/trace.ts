/**
 * What set work off follows it through everything it awaits, so that the log tells by one id what became of a delivery
 * or of a job's slot: what it wrote, and in `Outbox.cause` which messages left because of it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** What a piece of work has written, by id. */
export interface Written {
  events: number[]
  records: string[]
  messages: number[]
}

interface Trace {
  cause: string
  written: Written
}

const scope = new AsyncLocalStorage<Trace>()
/** How many are followed now. */
let followed = 0
/** A delivery writes a handful; a job's thousands would be no line of a log. */
const namedAtMost = 20

const nothing = (): Written => ({ events: [], records: [], messages: [] })

/**
 * Runs work on behalf of `cause`, the id of a delivery or `job:ID SLOT`.
 * @param ended told what was written, also when the work fails after that
 */
export async function traceWork<T>(
  cause: string,
  work: () => Promise<T>,
  ended?: (written: Written) => void,
): Promise<T> {
  const trace = { cause, written: nothing() }
  followed += 1
  try {
    return await scope.run(trace, work)
  } finally {
    followed -= 1
    // Node slows every promise of the process while one is followed; a flood of deliveries is mostly rests.
    if (followed === 0) scope.disable()
    ended?.(trace.written)
  }
}

/** What set off the work that is going on; undefined for what a page or a command line does. */
export const causeOfWork = (): string | undefined => scope.getStore()?.cause

export function noteWritten(what: Partial<Written>): void {
  const written = scope.getStore()?.written
  if (written) add(written, what)
}

/**
 * Runs the attempts of one transaction: of what they note only the last one's counts, and only when it was kept.
 * @param transact runs the transaction, and wraps each attempt
 */
export async function traceAttempts<T>(
  transact: (attempt: <R>(work: () => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  const outer = scope.getStore()
  if (!outer) return transact((work) => work())
  let written = nothing()
  const value = await transact((work) => {
    written = nothing()
    return scope.run({ ...outer, written }, work)
  })
  add(outer.written, written)
  return value
}

function add(to: Written, { events = [], records = [], messages = [] }: Partial<Written>): void {
  to.events.push(...events)
  to.messages.push(...messages)
  for (const id of records) if (!to.records.includes(id)) to.records.push(id)
}

/** For a line of a log: the ids, or how many there were. */
export function sumUp({ events, records, messages }: Written): Record<string, readonly unknown[] | number> {
  const short = (ids: readonly unknown[]) => (ids.length > namedAtMost ? ids.length : ids)
  return { events: short(events), recordIds: short(records), outboxIds: short(messages) }
}
