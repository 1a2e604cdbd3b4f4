import type { Change } from './control-shapes.ts'

interface ChangeListener {
  change(change: Change): void
  /** `live` once the stream is open, `lost` while it is being opened again. */
  link(state: 'live' | 'lost'): void
}

const RETRY_AFTER_MS = 1000

/**
 * Follows the sandbox's event stream and opens it again after the last change seen, so none is missed. A browser keeps
 * six connections to a place for all of its tabs: one that nobody looks at lets go of its own, or the seventh would wait
 * for ever.
 */
export function watchChanges(
  urlSince: (seq: number) => string,
  since: number,
  listener: ChangeListener,
): () => void {
  let seen = since
  let timer: number | undefined
  let source: EventSource | undefined
  const close = () => {
    window.clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const open = () => {
    close()
    const opened = new EventSource(urlSince(seen))
    source = opened
    opened.addEventListener('hello', (event: MessageEvent<string>) => {
      const { seq } = JSON.parse(event.data) as { seq: number }
      // Another sandbox than before, whose count began anew: nothing that is known still holds.
      if (seq < seen) listener.change({ seq, kind: 'reset' })
      seen = Math.min(seen, seq)
      listener.link('live')
    })
    opened.addEventListener('change', (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Change
      seen = change.seq
      listener.change(change)
    })
    opened.onerror = () => {
      close()
      listener.link('lost')
      timer = window.setTimeout(open, RETRY_AFTER_MS)
    }
  }
  const follow = () => (document.hidden ? close() : open())
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    close()
  }
}
