import type { CommandInfo, OrgNode } from '../control/control-shapes.ts'
import { suggestCommands } from '../pane/suggest-commands.ts'
import type { Account } from '../session/accounts.ts'

interface Cast {
  rep: Account
  lead: Account
  command: string
}

/** Who plays in the suggestions: a rep of the first team that has a lead, that lead, and the first command. */
export function castTries(
  organisation: OrgNode | null,
  accounts: Account[],
  commands: CommandInfo[] | null,
): Cast | null {
  const team = organisation && findTeam(organisation)
  const find = (id: string | undefined) => accounts.find(({ person }) => person.id === id)
  const rep = find(team?.members[0])
  const lead = find(team?.lead)
  const offered = suggestCommands(commands, '/')
  const command = offered.find((each) => each.command === '/plan') ?? offered[0]
  return rep && lead && command ? { rep, lead, command: command.command } : null
}

function findTeam(node: OrgNode): OrgNode | null {
  if (node.lead && node.members.length > 0) return node
  for (const child of node.children) {
    const found = findTeam(child)
    if (found) return found
  }
  return null
}
