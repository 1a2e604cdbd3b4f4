import type { OrgNode } from '../control/control-shapes.ts'
import type { Account } from '../session/accounts.ts'

interface PeopleGroup {
  name: string
  people: { account: Account; isLead: boolean }[]
}

/** The organisation as a flat list of teams, leads first; who is in no team comes last, under an empty name. */
export function groupPeople(organisation: OrgNode | null, accounts: Account[]): PeopleGroup[] {
  const left = new Map(accounts.map((account) => [account.person.id, account]))
  const groups: PeopleGroup[] = []
  const take = (id: string | undefined, isLead: boolean) => {
    const account = id === undefined ? undefined : left.get(id)
    if (!account) return []
    left.delete(account.person.id)
    return [{ account, isLead }]
  }
  const visit = (node: OrgNode) => {
    const members = [...take(node.lead, true), ...node.members.flatMap((id) => take(id, false))]
    if (members.length > 0) groups.push({ name: node.name, people: members })
    node.children.forEach(visit)
  }
  if (organisation) visit(organisation)
  if (left.size > 0)
    groups.push({ name: '', people: [...left.values()].map((account) => ({ account, isLead: false })) })
  return groups
}
