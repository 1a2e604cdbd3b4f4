import type { Corp } from '../corp/model.ts'
import { descendantsOf, membersOfDepartment } from '../corp/people.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'

const MOST_USERS = 1000
const MOST_PARTIES = 100

export interface Recipients {
  userids: string[]
  invalid: string[]
  invalidParties: string[]
  /** in the range, but nobody has paid for them */
  unlicensed: string[]
}

/** @throws WecomError 82001 when nobody is named, 81013 when nobody named can get it */
export function findRecipients(
  wecom: LocalWecom,
  to: { touser?: string | undefined; toparty?: string | undefined; totag?: string | undefined },
): Recipients {
  const { corp } = wecom
  const users = split('touser', to.touser, MOST_USERS)
  const parties = split('toparty', to.toparty, MOST_PARTIES)
  const tags = split('totag', to.totag, MOST_PARTIES)
  if (users.length + parties.length + tags.length === 0) throw new WecomError(82001)
  const named = users.includes('@all') ? [...corp.members.keys()] : users
  const invalidParties = parties.filter((id) => !corp.departments.has(Number(id)))
  const found = [...new Set([...named, ...parties.flatMap((id) => peopleBelow(corp, Number(id)))])]
  const isKnown = (userid: string) => corp.members.get(userid)?.visible === true
  const isLicensed = (userid: string) => corp.members.get(userid)?.licensed === true
  const known = found.filter(isKnown)
  const invalid = users.includes('@all') ? [] : users.filter((userid) => !isKnown(userid))
  if (known.length === 0) throw new WecomError(81013)
  return {
    userids: known.filter(isLicensed),
    invalid: [...new Set(invalid)],
    invalidParties,
    unlicensed: known.filter((userid) => !isLicensed(userid)),
  }
}

function split(field: string, value: string | undefined, most: number): string[] {
  const parts = (value ?? '').split('|').filter((part) => part !== '')
  if (parts.length > most) throw new WecomError(40058, `${field} names ${parts.length}, at most ${most}`)
  return parts
}

function peopleBelow(corp: Corp, departmentId: number): string[] {
  return descendantsOf(corp, departmentId).flatMap((id) =>
    membersOfDepartment(corp, id).map(({ userid }) => userid),
  )
}
