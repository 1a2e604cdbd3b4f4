import type { PlatformUser } from '../../../src/services/people/resolve-actor.ts'
import { platform } from '../desk.ts'
import type { WecomClient } from './wecom-client.ts'

/** A member as the sheet for the import wants them: the nearest department, and the one above it. */
export interface DirectoryEntry {
  userId: string
  name: string
  department?: string
  parentDepartment?: string
}

/**
 * Everybody whom the app may see (90200, 90208). An app made after June 2022 is told accounts, names and departments, no
 * mobile and no e-mail. A member of several departments stands under the first.
 */
export async function readMembers(client: WecomClient): Promise<DirectoryEntry[]> {
  const departments = await client.listDepartments()
  const byId = new Map(departments.map((department) => [department.id, department]))
  const visible = new Map<string, DirectoryEntry>()
  for (const { id } of departments) {
    for (const { userid, name, department } of await client.listMembers(id)) {
      const own = byId.get(department[0] ?? id)
      const parent = own && byId.get(own.parentid)
      visible.set(userid, {
        userId: userid,
        name,
        ...(own ? { department: own.name } : {}),
        ...(parent ? { parentDepartment: parent.name } : {}),
      })
    }
  }
  return [...visible.values()]
}

export async function readDirectory(client: WecomClient, corpId: string): Promise<PlatformUser[]> {
  const members = await readMembers(client)
  return members.map(({ userId, name, department }) => ({
    platform,
    workspace: corpId,
    platformUserId: userId,
    profile: { displayName: name, ...(department === undefined ? {} : { department }) },
  }))
}
