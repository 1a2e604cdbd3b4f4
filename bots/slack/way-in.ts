import { setTimeout as after } from 'node:timers/promises'
import type { WayIn } from '../../src/services/links/way-in.ts'
import type { Workspace } from './workspace.ts'

/** A page must not wait for a Slack that is away. */
const askedAtMostMs = 1_000

/** Slack brings people to the pages by links in direct messages; from a browser its program opens there. */
export function createWayIn(readWorkspace: () => Promise<Workspace>): WayIn {
  return {
    platform: 'slack',
    how: 'slack.wayIn.how',
    program: {
      label: 'slack.wayIn.open',
      findAddress: () =>
        Promise.race([
          readWorkspace().then(
            ({ teamId, botUserId }) => `slack://user?team=${teamId}&id=${botUserId}`,
            () => undefined,
          ),
          after(askedAtMostMs, undefined, { ref: false }),
        ]),
    },
  }
}
