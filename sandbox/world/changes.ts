type ChangeKind =
  | 'message'
  | 'message-changed'
  | 'message-deleted'
  | 'ephemeral'
  | 'modal'
  | 'home'
  | 'file'
  | 'channel'
  | 'user'
  | 'read'
  | 'traffic'
  | 'clock'
  | 'fault'
  | 'rate-limits'
  | 'app'
  | 'connection'
  | 'delivery'
  | 'idle'
  | 'reset'
  | 'wecom-message'
  | 'wecom-corp'
  | 'wecom-app'
  | 'wecom-bot'
  | 'wecom-read'
  | 'wecom-page'

export interface Change {
  seq: number
  /** sandbox time, ISO */
  at: string
  kind: ChangeKind
  user?: string
  channel?: string
  ts?: string
  threadTs?: string
  viewId?: string
  id?: string
  trafficSeq?: number
}

export interface ChangeFeed {
  readonly seq: number
  emit(kind: ChangeKind, about?: Omit<Change, 'seq' | 'at' | 'kind'>): Change
  /** Changes after `seq`; null when some of them are no longer kept. */
  since(seq: number): Change[] | null
  subscribe(listener: (change: Change) => void): () => void
}

const KEPT = 2000

export function createChangeFeed(nowIso: () => string): ChangeFeed {
  let seq = 0
  const kept: Change[] = []
  const listeners = new Set<(change: Change) => void>()
  return {
    get seq() {
      return seq
    },
    emit(kind, about = {}) {
      const change: Change = { seq: ++seq, at: nowIso(), kind, ...about }
      kept.push(change)
      if (kept.length > KEPT) kept.shift()
      for (const listener of [...listeners]) listener(change)
      return change
    },
    since(after) {
      const first = kept[0]
      if (first && after < first.seq - 1) return null
      return kept.filter((change) => change.seq > after)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
