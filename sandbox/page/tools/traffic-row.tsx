import type { TrafficEntry } from '../control/control-shapes.ts'
import { hasFailed } from '../session/merge-traffic.ts'
import { usePage, useText } from '../session/use-page.ts'
import { JsonView } from './json-view.tsx'

interface Props {
  entry: TrafficEntry
  isOpen: boolean
  onToggle: () => void
}

export function TrafficRow({ entry, isOpen, onToggle }: Props) {
  const say = useText()
  const user = usePage((page) => page.workspace?.users.find((each) => each.id === entry.user)?.real_name)
  const isToApp = entry.direction === 'out'
  const failed = hasFailed(entry)
  const status = entry.pending ? say('pending') : (entry.error ?? entry.httpStatus ?? (entry.ok ? 'ok' : ''))
  const notes = [
    user,
    entry.kind,
    entry.transport === 'socket' ? 'socket' : undefined,
    entry.retryNum ? say('retry', { n: entry.retryNum }) : undefined,
  ]
  return (
    <div class={`traffic-row ${failed ? 'is-failed' : ''} ${isOpen ? 'is-open' : ''}`}>
      <button type="button" class="traffic-line" aria-expanded={isOpen} onClick={onToggle}>
        <span
          class={`traffic-way ${isToApp ? 'is-to-app' : 'is-to-slack'}`}
          title={say(isToApp ? 'toApp' : 'toSlack')}
        >
          {isToApp ? '→' : '←'}
        </span>
        <span class="traffic-what">
          <strong>{entry.method}</strong>
          <small>{notes.filter(Boolean).join(' · ')}</small>
        </span>
        <span class="traffic-status">{status}</span>
        <span class="traffic-ms">{entry.ms === null ? '…' : `${Math.round(entry.ms)} ms`}</span>
      </button>
      {isOpen && <TrafficDetail entry={entry} />}
    </div>
  )
}

function TrafficDetail({ entry }: { entry: TrafficEntry }) {
  const say = useText()
  return (
    <div class="traffic-detail">
      <p>
        {say(entry.direction === 'out' ? 'toApp' : 'toSlack')} · <code>{entry.url}</code>
        {entry.faultId && <em>{say('byFault', { id: entry.faultId })}</em>}
      </p>
      <JsonView title={say('request')} value={entry.request} />
      <JsonView title={say('response')} value={entry.response} />
    </div>
  )
}
