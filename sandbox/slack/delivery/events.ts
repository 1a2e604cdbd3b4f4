import type { JsonObject } from '../../world/json.ts'
import type { DeliveryFault } from '../faults.ts'
import { makeId } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import { type DeliveryError, type DeliveryOutcome, deliver } from './deliver.ts'

/** After a failed attempt: at once, after one minute, after five minutes (docs.slack.dev/apis/events-api). */
const RETRY_AFTER_MS = [0, 60_000, 300_000]

const REASONS: Record<DeliveryError, string> = {
  timeout: 'http_timeout',
  http_error: 'http_error',
  unreachable: 'connection_failed',
  no_connection: 'connection_failed',
  invalid_response: 'unknown_error',
}

/** Slack turns subscriptions off above 95 % failures in an hour, once there were at least a thousand events. */
const DISABLE_FROM_EVENTS = 1000
const DISABLE_ABOVE = 0.95
const WINDOW_MS = 60 * 60 * 1000

const heldBack = new WeakMap<LocalSlack, (() => void)[]>()
const history = new WeakMap<LocalSlack, { atMs: number; failed: boolean }[]>()

/** The name under which an app subscribes to an event: `message.im` for messages in direct conversations. */
function subscriptionOf(event: JsonObject): string {
  if (event.type !== 'message') return String(event.type)
  const kind = String(event.channel_type)
  return `message.${kind === 'im' ? 'im' : kind === 'group' ? 'groups' : 'channels'}`
}

/** Sends an event to the app in the background, if it has subscribed to it, with Slack's retries. */
export function emitEvent(slack: LocalSlack, event: JsonObject): void {
  const { app } = slack
  const isForced = event.type === 'tokens_revoked' || event.type === 'app_uninstalled'
  if (app.mode === 'none' || app.eventsDisabled || (!app.installed && !isForced)) return
  if (!app.botEvents.includes(subscriptionOf(event))) return
  sendEvent(slack, event)
}

/** Sends an event whatever the subscriptions say. */
export function sendEvent(slack: LocalSlack, event: JsonObject): void {
  const { bot, team } = slack.workspace
  const envelope = {
    token: 'sandbox-verification-token',
    team_id: team.id,
    api_app_id: bot.appId,
    event: { event_ts: slack.nextTs(), ...event },
    type: 'event_callback',
    event_id: makeId('Ev'),
    event_time: slack.nowSeconds(),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: makeId('EC'),
  }
  const fault = slack.faults.takeDelivery('event')
  const send = (withFault: DeliveryFault | null) => {
    void slack.activity.track(attempt(slack, envelope, 0, 'none', withFault))
  }
  if (fault?.effect === 'out-of-order') {
    // Held until the next event has gone out before it.
    heldBack.set(slack, [...(heldBack.get(slack) ?? []), () => send(null)])
    return
  }
  send(fault ?? null)
  if (fault?.effect === 'duplicate') send(null)
  const waiting = heldBack.get(slack) ?? []
  heldBack.delete(slack)
  for (const release of waiting) setImmediate(release)
}

/** @param firstFault decided already for the first attempt; later attempts meet the faults of their own time */
async function attempt(
  slack: LocalSlack,
  envelope: JsonObject & { event: JsonObject },
  num: number,
  reason: string,
  firstFault: DeliveryFault | null,
): Promise<void> {
  const fault = num === 0 ? firstFault : (slack.faults.takeDelivery('event') ?? null)
  const outcome = await deliver(
    slack,
    {
      kind: 'event',
      method: String(envelope.event.type),
      payload: envelope,
      ...(typeof envelope.event.user === 'string' ? { user: envelope.event.user } : {}),
      ...(num > 0 ? { retry: { num, reason } } : {}),
    },
    fault,
  )
  noteResult(slack, outcome)
  const delayMs = RETRY_AFTER_MS[num]
  if (outcome.error === null || outcome.noRetry || delayMs === undefined) return
  const again = () => attempt(slack, envelope, num + 1, REASONS[outcome.error ?? 'timeout'], null)
  if (delayMs === 0) await again()
  else slack.clock.schedule(slack.clock.nowMs() + delayMs, () => void slack.activity.track(again()))
}

function noteResult(slack: LocalSlack, outcome: DeliveryOutcome): void {
  const nowMs = slack.clock.nowMs()
  const recent = (history.get(slack) ?? []).filter((each) => each.atMs > nowMs - WINDOW_MS)
  recent.push({ atMs: nowMs, failed: outcome.error !== null })
  history.set(slack, recent)
  const failures = recent.filter((each) => each.failed).length
  if (recent.length >= DISABLE_FROM_EVENTS && failures / recent.length > DISABLE_ABOVE) {
    slack.app.eventsDisabled = true
    slack.changes.emit('app')
  }
}
