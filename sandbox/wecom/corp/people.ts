import type { Corp, Member } from './model.ts'

/** A department and all below it, by id. */
export function descendantsOf(corp: Corp, departmentId: number): number[] {
  if (!corp.departments.has(departmentId)) return []
  const children = [...corp.departments.values()].filter(({ parentId }) => parentId === departmentId)
  return [departmentId, ...children.flatMap(({ id }) => descendantsOf(corp, id))]
}

/** Its own members, without those further below. */
export function membersOfDepartment(corp: Corp, departmentId: number): Member[] {
  return [...corp.members.values()].filter(({ departments }) => departments.includes(departmentId))
}
