import type { Fixture } from '../../fixture.ts'
import type { ChannelState, UserState, Workspace } from './model.ts'

/** @param nowMs sandbox time, becomes the creation time of everything */
export function loadWorkspace(fixture: Fixture, nowMs: number): Workspace {
  const created = Math.floor(nowMs / 1000)
  const users = new Map<string, UserState>()
  for (const { id, userid: _ofWecom, talksIn: _ofPage, ...person } of fixture.users) {
    users.set(id, { id, ...person, is_bot: false, deleted: false, updated: created })
  }
  users.set(fixture.bot.userId, {
    id: fixture.bot.userId,
    handle: fixture.bot.name.toLowerCase(),
    real_name: fixture.bot.name,
    email: '',
    tz: 'America/Los_Angeles',
    locale: 'en-US',
    title: '',
    image: null,
    is_admin: false,
    is_bot: true,
    deleted: false,
    roles: [],
    updated: created,
  })
  const channels = new Map<string, ChannelState>()
  for (const each of fixture.channels) {
    channels.set(each.id, {
      id: each.id,
      kind: each.private ? 'private' : 'public',
      name: each.name,
      topic: each.topic,
      members: new Set([...each.members, ...(each.bot ? [fixture.bot.userId] : [])]),
      isArchived: false,
      created,
      creator: each.members[0] ?? fixture.bot.userId,
      messages: [],
      ephemerals: [],
      reads: new Map(),
    })
  }
  return {
    team: fixture.team,
    bot: fixture.bot,
    users,
    channels,
    modals: new Map(),
    homes: new Map(),
    homesOpenedAt: new Map(),
    files: new Map(),
    messageStates: new Map(),
    organisation: fixture.organisation,
  }
}
