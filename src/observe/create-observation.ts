import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Counts, Durations, Meter, States } from '../meter.ts'
import { createBoundLabels } from './bound-labels.ts'

/** One value that is asked for when somebody looks, such as a count in the database. */
export interface Reading {
  /** Without the product's prefix. */
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

export interface Observation {
  meter: Meter
  contentType: string
  /** Everything as it stands, in Prometheus’ text format. */
  render(): Promise<string>
}

const prefix = 'fieldpost_'

const counts: Record<keyof Counts, { name: string; help: string; labels: string[] }> = {
  deliveries: {
    name: 'deliveries_total',
    help: 'Deliveries of a platform, by its name for them: kept, or known already',
    labels: ['platform', 'kind', 'outcome'],
  },
  refusals: {
    name: 'refusals_total',
    help: 'Requests at a platform’s address that were not the platform’s, or of another shape than it sends',
    labels: ['platform', 'reason'],
  },
  sendFailures: {
    name: 'send_failures_total',
    help: 'Attempts to send that failed: to be repeated (again) or given up (dead)',
    labels: ['platform', 'outcome', 'reason'],
  },
  storeErrors: { name: 'store_errors_total', help: 'Failures of the database', labels: ['reason'] },
}

/** Upper bounds in seconds: Slack waits three for an acknowledgement, WeCom five. */
const answering = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]
const working = [0.1, 0.5, 1, 5, 15, 60, 300, 900]

const durations: Record<
  keyof Durations,
  { name: string; help: string; labels: string[]; buckets: number[] }
> = {
  acknowledgement: {
    name: 'acknowledgement_seconds',
    help: 'From the arrival of a delivery to its acknowledgement',
    labels: ['platform'],
    buckets: answering,
  },
  sending: {
    name: 'sending_seconds',
    help: 'One attempt to send a message, whatever came of it',
    labels: ['platform'],
    buckets: answering,
  },
  paceWait: {
    name: 'pace_wait_seconds',
    help: 'Waited for a turn under a platform’s limit',
    labels: ['platform'],
    buckets: working,
  },
  job: { name: 'job_seconds', help: 'Runs of a job', labels: ['job', 'outcome'], buckets: working },
}

const states: Record<keyof States, { name: string; help: string; labels: string[] }> = {
  connected: {
    name: 'connected',
    help: '1 while a connection that we open stands, in this process',
    labels: ['platform', 'way'],
  },
}

const readings: Record<string, { help: string; labels: string[] }> = {
  inbox_waiting: { help: 'Deliveries not worked yet', labels: ['platform'] },
  inbox_oldest_seconds: { help: 'Age of the oldest of them', labels: ['platform'] },
  outbox_waiting: { help: 'Messages that are ripe and not sent', labels: ['platform'] },
  outbox_oldest_seconds: {
    help: 'How long the oldest of them, and of those that failed before, has waited',
    labels: ['platform'],
  },
  outbox_retried: { help: 'Messages that failed before and wait for another attempt', labels: ['platform'] },
  outbox_dead: { help: 'Messages that were given up', labels: ['platform'] },
  job_last_success_timestamp_seconds: { help: 'When a job last ended well', labels: ['job'] },
  job_late_seconds: { help: 'How long ago the first slot that nobody has taken came due', labels: ['job'] },
  job_failed_runs: { help: 'Runs given up, of the slots of the last day', labels: ['job'] },
  duties_open: { help: 'What people owe and have not filed', labels: ['kind'] },
}

/** @param read what is counted when somebody looks; where it throws, only these readings are missing */
export function createObservation(read: () => Promise<Reading[]>): Observation {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const bound = createBoundLabels()
  const named = <Of extends { name: string; help: string; labels: string[] }>({
    name,
    help,
    labels,
  }: Of) => ({
    name: `${prefix}${name}`,
    help,
    labelNames: labels,
    registers,
  })
  const counters = mapOf(counts, (of) => new Counter(named(of)))
  const histograms = mapOf(durations, (of) => new Histogram({ ...named(of), buckets: of.buckets }))
  const gauges = mapOf(states, (of) => new Gauge(named(of)))
  const looked = mapOf(readings, ({ help, labels }, name) => new Gauge(named({ name, help, labels })))
  const shown: (() => void)[] = []
  const isRead = new Gauge(named({ name: 'readings_ok', help: '1 when the database answered', labels: [] }))

  return {
    contentType: registry.contentType,
    meter: {
      count: (name, labels) => counters.get(name)?.inc(bound(name, labels)),
      took: (name, labels, ms) => histograms.get(name)?.observe(bound(name, labels), ms / 1000),
      show: (name, labels, now) => void shown.push(() => gauges.get(name)?.set(bound(name, labels), now())),
    },
    render: async () => {
      for (const show of shown) show()
      // What is no more must not stand there as it was.
      for (const gauge of looked.values()) gauge.reset()
      const found = await read().catch(() => undefined)
      isRead.set(found ? 1 : 0)
      for (const { name, labels, value } of found ?? []) looked.get(name)?.set(bound(name, labels), value)
      return registry.metrics()
    },
  }
}

const mapOf = <Key extends string, Of, Made>(
  table: Record<Key, Of>,
  make: (of: Of, key: Key) => Made,
): Map<string, Made> =>
  new Map((Object.entries(table) as [Key, Of][]).map(([key, of]) => [key, make(of, key)]))
