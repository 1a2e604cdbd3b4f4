import { useMemo, useState } from 'preact/hooks'
import { filterTraffic } from '../session/merge-traffic.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { TrafficRow } from './traffic-row.tsx'

/** What the app and the platform said to each other, newest first. */
export function TrafficPanel() {
  const session = useSession()
  const say = useText()
  const traffic = usePage((page) => page.traffic)
  const [filter, setFilter] = useState('')
  const [onlyFailed, setOnlyFailed] = useState(false)
  const [openSeq, setOpenSeq] = useState<number | null>(null)
  const shown = useMemo(
    () => filterTraffic(traffic, filter, onlyFailed).reverse(),
    [traffic, filter, onlyFailed],
  )
  const clear = async () => {
    await session.attempt(session.api.clearTraffic())
    session.state.update((page) => ({ ...page, traffic: [] }))
  }
  return (
    <div class="traffic">
      <p class="tool-about">{say('trafficAbout')}</p>
      <div class="traffic-bar">
        <input
          class="text-field"
          type="search"
          placeholder={say('filter')}
          aria-label={say('filter')}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <label class="option">
          <input
            type="checkbox"
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
          <span>{say('onlyFailed')}</span>
        </label>
        <button type="button" class="link-button" onClick={clear}>
          {say('clearTraffic')}
        </button>
      </div>
      {shown.length === 0 && (
        <p class="empty">{say(traffic.length === 0 ? 'noTraffic' : 'noTrafficMatch')}</p>
      )}
      <div class="traffic-list">
        {shown.map((entry) => (
          <TrafficRow
            key={entry.seq}
            entry={entry}
            isOpen={entry.seq === openSeq}
            onToggle={() => setOpenSeq(entry.seq === openSeq ? null : entry.seq)}
          />
        ))}
      </div>
    </div>
  )
}
