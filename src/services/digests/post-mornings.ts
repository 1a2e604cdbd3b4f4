import { addDays } from '../../calendar/days.ts'
import { periodOf } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Button, Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import { liveStates } from '../../records/record-type.ts'
import weeklyPlanType from '../../records/weekly-plan/index.ts'
import type { DutyRow } from '../../store/duties/duties.ts'
import { groupBy } from '../../store/duties/group-by.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import { findReachableIdentities } from '../../store/people.ts'
import { describeDuty, readOpenDuties } from '../home/open-duties.ts'
import { describeProgress, type Progress, readProgress } from '../metrics/read-progress.ts'
import { findUntold, tellOnce } from '../metrics/tell-once.ts'
import type { Office } from '../office.ts'
import { readNamesOf } from '../records/names.ts'
import type { Telling } from '../tell.ts'
import { morningKey } from './morning-key.ts'

/** A morning that was missed by more is no morning any more. */
const lateByMinutes = 150
const atOnce = 200
const buttonsAtMost = 3

interface Riser {
  personId: string
  name: string
  language: Language
  zone: string
  createdAt: Date
  isRegisteredRep: boolean
  /** Today on their own clock. */
  day: string
  platform: string
}

/**
 * Lays the day before every rep whose own morning it is: what is due, whom they planned to visit, how far they
 * have got. Once a day a person; nobody on leave or on a day off.
 */
export async function postMornings(office: Office, slot: Date): Promise<number> {
  const risers = await listRisers(office, slot)
  let told = 0
  for (let from = 0; from < risers.length; from += atOnce) {
    told += await tellOnce(office, await writeMornings(office, risers.slice(from, from + atOnce), slot))
  }
  return told
}

async function listRisers(office: Office, slot: Date): Promise<Riser[]> {
  const { db } = office.store
  const { policy, calendar } = office.policies.now()
  const people = await db.person.findMany({
    where: { isActive: true, grants: { some: { role: 'rep' } } },
    orderBy: { id: 'asc' },
  })
  const { morning } = policy.prompts
  const awake = people.flatMap((person) => {
    const { day, minutes } = localOf(slot, person.zone)
    return morning <= minutes && minutes < morning + lateByMinutes
      ? [{ ...person, personId: person.id, day }]
      : []
  })
  const untold = await findUntold(db, awake.map(morningKey))
  const waiting = awake.filter((person) => untold.has(morningKey(person)))
  const ids = waiting.map((person) => person.personId)
  const today = localOf(slot, policy.zone).day
  const leaves = await readLeaves(db, ids, addDays(today, -1), addDays(today, 1))
  const identities = await findReachableIdentities(db, ids)
  return waiting.flatMap((person): Riser[] => {
    const platform = identities.get(person.personId)?.platform
    const { am } = calendar.workHalves(person.day, leaves.get(person.personId) ?? [])
    return platform && am ? [{ ...person, language: person.language as Language, platform }] : []
  })
}

async function writeMornings(office: Office, risers: readonly Riser[], slot: Date): Promise<Telling[]> {
  const { db } = office.store
  const ids = risers.map((riser) => riser.personId)
  const duties = groupBy(await readOpenDuties(db, ids, office.policies.current()), (duty) => duty.personId)
  const progress = new Map<string, Progress>()
  const visits = new Map<string, string[]>()
  // Around midnight of one zone it is two days at once in the house.
  for (const [day, group] of groupBy(risers, (riser) => riser.day)) {
    for (const [id, own] of await readProgress(office, db, group, day)) progress.set(id, own)
    for (const [id, own] of await readPlannedVisits(office, group, day)) visits.set(id, own)
  }
  return risers.map((riser) => ({
    platform: riser.platform,
    to: { personId: riser.personId },
    dedupeKey: morningKey(riser),
    card: buildMorning(office, riser, slot, {
      duties: duties.get(riser.personId) ?? [],
      visits: visits.get(riser.personId) ?? [],
      progress: progress.get(riser.personId),
    }),
  }))
}

async function readPlannedVisits(
  office: Office,
  risers: readonly Riser[],
  day: string,
): Promise<Map<string, string[]>> {
  const { db } = office.store
  const plans = await db.weeklyPlanVisit.findMany({
    where: {
      day,
      plan: {
        record: {
          type: weeklyPlanType.id,
          ownerId: { in: risers.map((riser) => riser.personId) },
          periodKey: periodOf(day, 'week').key,
          status: { in: liveStates(weeklyPlanType) },
        },
      },
    },
    orderBy: [{ recordId: 'asc' }, { position: 'asc' }],
    select: {
      customer: true,
      purpose: true,
      plan: { select: { record: { select: { ownerId: true } } } },
    },
  })
  const names = await readNamesOf(db, 'customer', [...new Set(plans.map((visit) => visit.customer))])
  const byOwner = groupBy(plans, (visit) => visit.plan.record.ownerId)
  return new Map(
    [...byOwner].map(([ownerId, own]) => [
      ownerId,
      own.map((visit) => `${names.get(visit.customer) ?? ''} · ${visit.purpose}`),
    ]),
  )
}

function buildMorning(
  office: Office,
  riser: Riser,
  slot: Date,
  work: { duties: readonly DutyRow[]; visits: readonly string[]; progress: Progress | undefined },
): Card {
  const t = speak(riser.language)
  const policy = office.policies.current()
  const isToday = (duty: DutyRow) => localOf(deadlineInForce(duty), riser.zone).day === riser.day
  // What is due today comes first: it can still be in time. Then the oldest.
  const urgent = [...work.duties.filter(isToday), ...work.duties.filter((duty) => !isToday(duty))]
  const duties = urgent.flatMap((duty) => describeDuty(duty, policy, riser, slot) ?? [])
  const more = duties.length - buttonsAtMost
  const buttons: Button[] = duties.slice(0, buttonsAtMost).map(({ title, button }) => ({
    ...button,
    label: title,
    line: title,
  }))
  return {
    title: t('home.morning', { name: riser.name }),
    sections: [
      {
        heading: t('home.morningDue'),
        text:
          [
            ...duties.map(({ title, detail }) => `${title}\n${detail}`),
            ...(more > 0 ? [t('duties.morningMore', { count: more })] : []),
          ].join('\n') || t('home.morningNothingDue'),
      },
      ...(work.visits.length > 0 ? [{ heading: t('home.morningVisits'), text: work.visits.join('\n') }] : []),
      ...(work.progress
        ? [
            {
              heading: t('home.morningProgress'),
              text: describeProgress(work.progress, riser.language).join('\n'),
            },
          ]
        : []),
    ],
    ask: t('home.morningAsk'),
    buttons: [...buttons, { label: t('home.logNow'), press: { do: 'file', type: 'activity' } }],
  }
}
