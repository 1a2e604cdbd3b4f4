import type { OrgNode, Person } from '../control/control-shapes.ts'

interface PeopleGroup {
  name: string
  people: { person: Person; isLead: boolean }[]
}

/** The organisation as a flat list of teams, leads first; who is in no team comes last, under an empty name. */
export function groupPeople(organisation: OrgNode | null, people: Person[]): PeopleGroup[] {
  const left = new Map(
    people.filter((person) => !person.is_bot && !person.deleted).map((person) => [person.id, person]),
  )
  const groups: PeopleGroup[] = []
  const take = (id: string | undefined, isLead: boolean) => {
    const person = id === undefined ? undefined : left.get(id)
    if (!person) return []
    left.delete(person.id)
    return [{ person, isLead }]
  }
  const visit = (node: OrgNode) => {
    const members = [...take(node.lead, true), ...node.members.flatMap((id) => take(id, false))]
    if (members.length > 0) groups.push({ name: node.name, people: members })
    node.children.forEach(visit)
  }
  if (organisation) visit(organisation)
  if (left.size > 0)
    groups.push({ name: '', people: [...left.values()].map((person) => ({ person, isLead: false })) })
  return groups
}
