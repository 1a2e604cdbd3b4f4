import { createHash } from 'node:crypto'
import { msPerMinute } from '../clock.ts'

/** Over how long what would leave in a crowded minute is spread. */
const spreadMs = 4 * msPerMinute

/** Minutes of the hour in which a platform asks to be left in peace. */
export type CrowdedMinutes = ReadonlySet<number>

/**
 * Moves what falls into a crowded minute into the four after it. How far goes by the target, so that its messages stay
 * in order and two processes think alike. (Zones are whole quarters of an hour apart: a minute that is crowded
 * somewhere is so everywhere that matters here.)
 */
export function createSpread(crowded: ReadonlyMap<string, CrowdedMinutes>) {
  return ({ platform, target }: { platform: string; target: string }, at: Date): Date => {
    if (!crowded.get(platform)?.has(at.getUTCMinutes())) return at
    const minute = Math.floor(at.getTime() / msPerMinute) * msPerMinute
    const digest = createHash('sha256').update(`${platform} ${target} ${minute}`).digest()
    return new Date(minute + msPerMinute + (digest.readUInt32BE() % spreadMs))
  }
}
