import { type Activity, createActivity } from './activity.ts'
import { type ChangeFeed, createChangeFeed } from './changes.ts'
import { createClock, type SandboxClock } from './clock.ts'
import { createTrafficLog, type TrafficLog } from './traffic.ts'

/** What the local Slack and the local WeCom share: one time, one feed of changes, one record of traffic. */
export interface World {
  readonly clock: SandboxClock
  readonly changes: ChangeFeed
  readonly traffic: TrafficLog
  readonly activity: Activity
}

/** @param startMs sandbox time at the start; null = now */
export function createWorld(startMs: number | null, clockRate: number, keptTraffic?: number): World {
  const clock: SandboxClock = createClock(startMs, clockRate, () => changes.emit('clock'))
  const nowIso = () => new Date(clock.nowMs()).toISOString()
  const changes = createChangeFeed(nowIso)
  const traffic = createTrafficLog(nowIso, changes, keptTraffic)
  return { clock, changes, traffic, activity: createActivity(changes) }
}
