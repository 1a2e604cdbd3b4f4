import type { TrafficEntry } from '../control/control-shapes.ts'
import { hasFailed } from '../session/merge-traffic.ts'
import { usePage, useText } from '../session/use-page.ts'
import { JsonView } from './json-view.tsx'
import { writeXmlLines } from './write-xml.ts'

interface Props {
  entry: TrafficEntry
  isOpen: boolean
  onToggle: () => void
}

export function TrafficRow({ entry, isOpen, onToggle }: Props) {
  const say = useText()
  const user = usePage(
    (page) =>
      page.workspace?.users.find((each) => each.id === entry.user)?.real_name ??
      page.wecom?.members.find((each) => each.userid === entry.user)?.name,
  )
  const isToApp = entry.direction === 'out'
  const failed = hasFailed(entry)
  const status = entry.pending ? say('pending') : (entry.error ?? entry.httpStatus ?? (entry.ok ? 'ok' : ''))
  const notes = [
    say(entry.kind.startsWith('wecom_') ? 'wecom' : 'slack'),
    user,
    entry.kind.replace('wecom_', ''),
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
      <Decrypted request={entry.request} />
      <JsonView title={say('request')} value={asSent(entry.request)} />
      <JsonView
        title={say('response')}
        value={typeof entry.response === 'string' ? writeXmlLines(entry.response) : entry.response}
      />
    </div>
  )
}

/** A callback as it travelled: the plain words beside it are shown apart. */
function asSent(request: unknown): unknown {
  if (typeof request !== 'object' || request === null || !('envelope' in request)) return request
  const { body: _plain, ...sent } = request as { body?: unknown }
  return sent
}

/** What was inside of a callback, which travels encrypted. */
function Decrypted({ request }: { request: unknown }) {
  const say = useText()
  const { body, envelope } = (request ?? {}) as { body?: unknown; envelope?: unknown }
  if (envelope === undefined || typeof body !== 'string') return null
  return <JsonView title={say('decrypted')} value={writeXmlLines(body)} />
}
