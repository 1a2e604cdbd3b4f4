import type { ChangeFeed } from './changes.ts'
import { hasText, isObject, stringsIn } from './json.ts'

export type TrafficKind =
  | 'api'
  | 'event'
  | 'command'
  | 'interaction'
  | 'options'
  | 'socket'
  | 'response_url'
  | 'upload'
  | 'download'
  | 'wecom_api'
  | 'wecom_callback'
  | 'wecom_oauth'
  | 'wecom_bot'

export interface TrafficEntry {
  seq: number
  /** sandbox time, ISO */
  at: string
  /** in: app → platform; out: platform → app */
  direction: 'in' | 'out'
  kind: TrafficKind
  method: string
  url: string
  transport: 'http' | 'socket'
  httpStatus: number | null
  ok: boolean | null
  error: string | null
  /** real milliseconds until the answer; null while pending */
  ms: number | null
  request: unknown
  response: unknown
  user?: string
  channel?: string
  retryNum?: number
  faultId?: string
  pending: boolean
}

interface TrafficStart {
  direction: 'in' | 'out'
  kind: TrafficKind
  method: string
  url: string
  transport?: 'http' | 'socket'
  request: unknown
  user?: string
  channel?: string
  retryNum?: number
}

interface TrafficEnd {
  httpStatus?: number | null
  ok?: boolean
  error?: string | null
  response?: unknown
  faultId?: string
}

export interface TrafficFilter {
  after?: number
  limit?: number
  kind?: string
  method?: string
  direction?: string
  failed?: boolean
  text?: string
  error?: string
}

export interface TrafficLog {
  readonly lastSeq: number
  begin(start: TrafficStart): { seq: number; end(end: TrafficEnd): void }
  find(filter: TrafficFilter): TrafficEntry[]
  scan(text: string): TrafficMatch[]
  clear(): void
}

export interface TrafficMatch {
  seq: number
  kind: string
  method: string
  direction: string
  where: 'request' | 'response' | 'file'
  excerpt: string
}

const KEPT = 5_000
const TOKEN = /\b(xox[a-z]|xapp)(-[A-Za-z0-9]+)+/g

/** Tokens keep their kind and last four characters; everything else stays as it was sent. */
function maskTokens(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(TOKEN, (token, kind: string) => `${kind}-…${token.slice(-4)}`)
  }
  if (Array.isArray(value)) return value.map(maskTokens)
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, maskTokens(v)]))
  return value
}

/** @param kept so many entries at most; a little fewer right after the oldest were let go */
export function createTrafficLog(nowIso: () => string, changes: ChangeFeed, kept = KEPT): TrafficLog {
  let seq = 0
  let entries: TrafficEntry[] = []
  return {
    get lastSeq() {
      return seq
    },
    begin(start) {
      const startedMs = performance.now()
      const entry: TrafficEntry = {
        ...start,
        seq: ++seq,
        at: nowIso(),
        transport: start.transport ?? 'http',
        request: maskTokens(start.request),
        httpStatus: null,
        ok: null,
        error: null,
        ms: null,
        response: null,
        pending: true,
      }
      entries.push(entry)
      if (entries.length > kept) entries = entries.slice(-Math.ceil(kept * 0.9))
      changes.emit('traffic', { trafficSeq: entry.seq })
      return {
        seq: entry.seq,
        end(end) {
          entry.httpStatus = end.httpStatus ?? null
          entry.ok = end.ok ?? null
          entry.error = end.error ?? null
          entry.response = maskTokens(end.response ?? null)
          entry.ms = Math.round((performance.now() - startedMs) * 10) / 10
          if (end.faultId) entry.faultId = end.faultId
          entry.pending = false
          changes.emit('traffic', { trafficSeq: entry.seq })
        },
      }
    },
    find(filter) {
      const found = entries.filter((entry) => matches(entry, filter))
      return filter.limit ? found.slice(-filter.limit) : found
    },
    scan: (text) => entries.flatMap((entry) => scanEntry(entry, text)),
    clear() {
      entries = []
    },
  }
}

function matches(entry: TrafficEntry, filter: TrafficFilter): boolean {
  if (filter.after !== undefined && entry.seq <= filter.after) return false
  if (filter.kind && entry.kind !== filter.kind) return false
  if (filter.method && entry.method !== filter.method) return false
  if (filter.direction && entry.direction !== filter.direction) return false
  if (filter.error && entry.error !== filter.error) return false
  if (filter.failed && entry.ok !== false) return false
  if (!filter.text) return true
  return entry.url.includes(filter.text) || hasText([entry.request, entry.response, entry.error], filter.text)
}

function scanEntry(entry: TrafficEntry, text: string): TrafficMatch[] {
  const about = { seq: entry.seq, kind: entry.kind, method: entry.method, direction: entry.direction }
  const find = (where: 'request' | 'response', value: unknown) => {
    for (const each of stringsIn(value)) {
      const at = each.indexOf(text)
      if (at >= 0)
        return [{ ...about, where, excerpt: each.slice(Math.max(0, at - 40), at + text.length + 40) }]
    }
    return []
  }
  // Bodies sent as JSON inside a string are searched decoded too: the recorder has already parsed them.
  return [...find('request', [entry.url, entry.request]), ...find('response', [entry.error, entry.response])]
}
