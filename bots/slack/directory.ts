import type { WebClient } from '@slack/web-api'
import type { PlatformUser } from '../../src/services/people/resolve-actor.ts'
import type { Workspace } from './workspace.ts'

const pageSize = 200

/** Everybody of the workspace with an e-mail, so that colleagues can be written to before they first write. */
export async function readDirectory(reads: WebClient, workspace: Workspace): Promise<PlatformUser[]> {
  const users: PlatformUser[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await reads.users.list({ limit: pageSize, ...(cursor ? { cursor } : {}) })
    for (const { id, deleted, is_bot, profile, real_name } of page.members ?? []) {
      if (!id || deleted || is_bot || !profile?.email) continue
      users.push({
        platform: 'slack',
        workspace: workspace.teamId,
        platformUserId: id,
        profile: { displayName: profile.real_name || real_name || id, email: profile.email },
      })
    }
    cursor = page.response_metadata?.next_cursor || undefined
    if (!cursor) return users
  }
}
