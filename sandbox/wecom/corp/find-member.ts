import type { Corp, Member } from './model.ts'

/** @param name userid or handle */
export function findMember(corp: Corp, name: string): Member | undefined {
  return corp.members.get(name) ?? [...corp.members.values()].find(({ handle }) => handle === name)
}
