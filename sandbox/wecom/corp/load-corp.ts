import { createHash } from 'node:crypto'
import type { Fixture, OrgNode } from '../../fixture.ts'
import { type Corp, type Department, type Group, type Member, ROOT_DEPARTMENT } from './model.ts'

/** The same people and teams as in the local Slack, as departments and members. */
export function loadCorp(fixture: Fixture): Corp {
  const departments = new Map<number, Department>([
    [ROOT_DEPARTMENT, { id: ROOT_DEPARTMENT, name: fixture.team.name, parentId: 0, order: 100_000_000 }],
  ])
  const places = new Map<string, { departments: number[]; isLeader: boolean }>()
  const settle = (node: OrgNode, parentId: number) => {
    const id = departments.size + 1
    departments.set(id, { id, name: node.name, parentId, order: 100_000_000 - id })
    const place = (user: string, isLeader: boolean) => {
      const before = places.get(user)
      places.set(user, {
        departments: [...(before?.departments ?? []), id],
        isLeader: isLeader || before?.isLeader === true,
      })
    }
    if (node.lead) place(node.lead, true)
    for (const user of node.members) place(user, false)
    for (const child of node.children) settle(child, id)
  }
  if (fixture.organisation) settle(fixture.organisation, ROOT_DEPARTMENT)

  const userids = new Map(fixture.users.map((user) => [user.id, user.userid ?? user.handle]))
  const members = fixture.users.map((user): [string, Member] => {
    const userid = user.userid ?? user.handle
    const place = places.get(user.id) ?? { departments: [ROOT_DEPARTMENT], isLeader: false }
    const { handle, real_name: name, locale, talksIn } = user
    const about = { handle, name, locale, talksIn }
    return [userid, { userid, ...about, ...place, visible: true, licensed: true }]
  })
  const groups = fixture.channels.map((channel): [string, Group] => {
    const inside = channel.members.map((id) => userids.get(id) ?? id)
    return [
      channel.id,
      {
        id: channel.id,
        name: channel.name,
        owner: inside[0] ?? '',
        members: inside,
        isAppChat: false,
        robotKey: channel.bot ? makeRobotKey(channel.id) : null,
        messages: [],
      },
    ]
  })
  return {
    name: fixture.team.name,
    departments,
    members: new Map(members),
    chats: new Map(),
    botChats: new Map(),
    groups: new Map(groups),
    reads: new Map(),
    media: new Map(),
    recipients: new Map(),
    responseCodes: new Map(),
    taskIds: new Set(),
    sentBefore: new Map(),
    oauthCodes: new Map(),
    dropped: new Map(),
  }
}

/** The same at every start, so that it can stand in a configuration. */
function makeRobotKey(groupId: string): string {
  const hex = createHash('sha1').update(`robot ${groupId}`).digest('hex')
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-')
}
