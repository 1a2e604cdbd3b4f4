import type { Authorize } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'

/** Who we are in the one workspace that we serve. */
export interface Workspace {
  teamId: string
  botId: string
  botUserId: string
}

/** Asks Slack who we are, once; a refusal is not remembered, so that a short failure mends itself. */
export function createWorkspaceReader(reads: WebClient): () => Promise<Workspace> {
  let asked: Promise<Workspace> | undefined
  return () => {
    asked ??= ask(reads).catch((error) => {
      asked = undefined
      throw error
    })
    return asked
  }
}

async function ask(reads: WebClient): Promise<Workspace> {
  const { team_id, bot_id, user_id } = await reads.auth.test()
  if (!team_id || !bot_id || !user_id) throw new Error('auth.test does not name a bot')
  return { teamId: team_id, botId: bot_id, botUserId: user_id }
}

/** For Bolt: our token for our workspace, and nothing for any other. */
export function createAuthorize(
  botToken: string,
  readWorkspace: () => Promise<Workspace>,
): Authorize<boolean> {
  return async ({ teamId }) => {
    const workspace = await readWorkspace()
    if (teamId !== undefined && teamId !== workspace.teamId) {
      throw new Error('a delivery of another workspace')
    }
    return { botToken, ...workspace }
  }
}
