import type { Actor, Role } from '../../../access/actor.ts'
import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import type { Workcalendar } from '../../../calendar/workcalendar.ts'
import { localOf } from '../../../calendar/zones.ts'
import type { Language } from '../../../i18n/translate.ts'
import { groupBy } from '../../../store/duties/group-by.ts'
import { sweepLeaves } from '../../../store/duties/leaves.ts'
import { readReachable } from '../../../store/duties/reachable.ts'
import type { Tx } from '../../../store/open-store.ts'
import { readTeamTree, type TeamTree } from '../../../store/people.ts'
import type { Office } from '../../office.ts'
import { answerersInTurn } from '../../people/find-answerers.ts'

/** Somebody who answers for a team, with what it takes to tell them. */
export interface Holder {
  actor: Actor
  /** Absent where they have no account on any platform. */
  platform: string | undefined
  /** Wholly on leave today: whoever comes next is told instead. */
  isAway: boolean
}

/** Who answers for whom today; read once a sweep, because it is asked about every duty. */
export interface Chain {
  /** Those nearest to the team who answer as a role, as `findAnswerers` has it, whether they are there or not. */
  answerers(role: Role, teamId: string, except: string): Holder[]
  /** Supervisors who can be told today: the nearest that are there, else department heads. */
  supervisors(teamId: string, except: string): Holder[]
  /** The nearest director, or a supervisor of a team above that of the nearest supervisor. */
  heads(teamId: string, except: string): Holder[]
  /** The team's key and those above it, nearest first. */
  teamKeys(teamId: string): string[]
  teamName(teamId: string): string
}

export async function readChain(office: Office, db: Tx): Promise<Chain> {
  const { zone } = office.policies.current()
  const today = localOf(office.clock.now(), zone).day
  const tree = await readTeamTree(db)
  const grants = await db.roleGrant.findMany({
    where: { role: { not: 'rep' }, person: { isActive: true } },
    orderBy: { personId: 'asc' },
  })
  const standIns = await db.delegate.findMany({ where: { fromDay: { lte: today }, toDay: { gte: today } } })
  const holders = await readHolders(office, db, tree, grants, standIns, today)
  const byPlace = groupBy(grants, (g) => `${g.role} ${g.teamId}`)
  const teams = new Map(tree.teams.map((t) => [t.id, t]))

  const at = (role: Role, teamId: string, except: string): Holder[] => {
    const held = (byPlace.get(`${role} ${teamId}`) ?? []).map((g) => g.personId).filter((id) => id !== except)
    const stand = standIns.filter((s) => held.includes(s.personId) && s.delegateId !== except)
    return [...new Set([...held, ...stand.map((s) => s.delegateId)])].flatMap((id) => holders.get(id) ?? [])
  }
  const answerers: Chain['answerers'] = (role, teamId, except) => {
    for (const next of answerersInTurn(role)) {
      for (const level of tree.above(teamId)) {
        const found = at(next, level, except)
        if (found.length > 0) return found
      }
    }
    return []
  }
  const heads: Chain['heads'] = (teamId, except) => {
    let isAboveSupervisor = false
    for (const level of tree.above(teamId)) {
      const supervisors = at('supervisor', level, except)
      const found = [...at('director', level, except), ...(isAboveSupervisor ? supervisors : [])]
      if (found.some(isThere)) return found.filter(isThere)
      isAboveSupervisor ||= supervisors.length > 0
    }
    return []
  }
  return {
    answerers,
    heads,
    supervisors(teamId, except) {
      for (const level of tree.above(teamId)) {
        const found = at('supervisor', level, except).filter(isThere)
        if (found.length > 0) return found
      }
      return heads(teamId, except)
    },
    teamKeys: (teamId) => tree.above(teamId).flatMap((id) => teams.get(id)?.key ?? []),
    teamName: (teamId) => teams.get(teamId)?.name ?? '',
  }
}

const isThere = (holder: Holder): boolean => holder.platform !== undefined && !holder.isAway

/** On a day whose holidays nobody knows, a leave is taken to be one. */
function isWhollyAway(calendar: Workcalendar, day: string, leaves: readonly LeaveInterval[]): boolean {
  try {
    return calendar.isWorkday(day) && !calendar.isWorkday(day, leaves)
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    return true
  }
}

interface HeldRole {
  personId: string
  role: string
  teamId: string
}

async function readHolders(
  office: Office,
  db: Tx,
  tree: TeamTree,
  grants: readonly HeldRole[],
  standIns: readonly { personId: string; delegateId: string }[],
  today: string,
): Promise<Map<string, Holder>> {
  const { calendar } = office.policies.now()
  const ids = [...new Set([...grants.map((g) => g.personId), ...standIns.map((s) => s.delegateId)])]
  const people = await readReachable(office.store, db, ids)
  const leaves = await sweepLeaves(office.store, db, ids, today, today)
  const heldBy = groupBy(grants, (g) => g.personId)
  const lentTo = groupBy(standIns, (s) => s.delegateId)
  const toGrants = (personId: string) =>
    (heldBy.get(personId) ?? []).map((g) => ({ role: g.role as Role, teamIds: tree.below(g.teamId) }))
  return new Map(
    people.map(({ id, name, zone, teamId, language, platform }): [string, Holder] => {
      const lent = (lentTo.get(id) ?? []).flatMap(({ personId }) =>
        toGrants(personId).map((grant) => ({ ...grant, onBehalfOf: personId })),
      )
      const grantsHeld = [...toGrants(id), ...lent]
      const onLeave = leaves.get(id)
      return [
        id,
        {
          actor: {
            personId: id,
            name,
            zone,
            teamId,
            language: language as Language,
            grants: grantsHeld,
          },
          platform: platform ?? undefined,
          isAway: onLeave !== undefined && isWhollyAway(calendar, today, onLeave),
        },
      ]
    }),
  )
}
