import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import { addWorkingHours } from '../../../calendar/working-hours.ts'
import { findTime, instantOf, localOf } from '../../../calendar/zones.ts'
import { msPerHour } from '../../../clock.ts'
import type { PolicyInForce } from '../../../policy/policy-book.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Tx } from '../../../store/open-store.ts'
import { findNearestHolders, readTeamTree } from '../../../store/people.ts'
import type { StoredRecord } from '../../../store/records/records.ts'
import type { RecordChanged } from '../../records/record-hooks.ts'
import { type StepId, stepKind } from '../duty-subject.ts'
import { type Owed, syncOwed } from './sync-owed.ts'

/** Left on a record by whoever had its patient forgotten. */
export const forgottenMark = 'forgotten'

type Step = Policy['referrals']['steps'][number]

/** Working hours to hours on the clock, where the year's holidays are unknown: a third of a day is worked. */
const plainHours = 3

/**
 * Each open step of a referral is owed by those who hold its role (mission rows 1.45 to 1.48), and over as soon as
 * the referral has moved on, is disputed or cancelled. Chasing them is a job of its own.
 */
export async function oweSteps({ office, tx, actor, after }: RecordChanged): Promise<undefined> {
  const inForce = office.policies.now()
  const open = openSteps(after)
  const owed: Owed[] = []
  for (const step of inForce.policy.referrals.steps) {
    if (!open.includes(step.id)) continue
    const dueAt = dueAtOfStep(step, after, inForce)
    const periodKey = localOf(dueAt, inForce.policy.zone).day
    const holders = await findHolders(tx, step, after, localOf(office.clock.now(), inForce.policy.zone).day)
    owed.push(
      ...holders.map((personId) => ({ kind: stepKind(step.id, after.id), personId, dueAt, periodKey })),
    )
  }
  await syncOwed(office, tx, after, 'step', owed, actor.personId)
  return undefined
}

function openSteps(referral: StoredRecord): StepId[] {
  switch (referral.status) {
    case 'expected':
      // Nobody is asked again for the identity of somebody who wanted to be forgotten.
      return referral.sealed.has('patientName') || referral.doneBy[forgottenMark]
        ? ['arrival']
        : ['identity', 'arrival']
    case 'arrived':
      return ['cost']
    case 'costed':
      return ['confirmation']
    default:
      return []
  }
}

/** Nobody knows of a discharge before the clerk enters it, so that its clock, too, starts with the state. */
function dueAtOfStep(step: Step, referral: StoredRecord, inForce: PolicyInForce): Date {
  const from =
    step.after === 'notice'
      ? referral.createdAt
      : step.after === 'expected-arrival'
        ? expectedArrival(referral, inForce)
        : referral.statusAt
  const { calendar, hours } = inForce
  try {
    return addWorkingHours(from, step.dueWorkingHours, { calendar, hours })
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    return new Date(from.getTime() + step.dueWorkingHours * plainHours * msPerHour)
  }
}

/** Without a time the patient may come at any hour of the day: noon lies nearest to all of them. */
function expectedArrival(referral: StoredRecord, { policy, hours }: PolicyInForce): Date {
  const { expectedOn, expectedAt } = referral.values
  const minutes = typeof expectedAt === 'string' ? findTime(expectedAt) : null
  return instantOf(String(expectedOn), minutes ?? hours.noonMinutes, policy.zone)
}

/** Where nobody holds the role the supervisor has to see to it. */
async function findHolders(tx: Tx, step: Step, referral: StoredRecord, today: string): Promise<string[]> {
  if (step.owner === 'rep') return [referral.ownerId]
  const tree = await readTeamTree(tx)
  const holders = await findNearestHolders(tx, tree, step.owner, referral.teamId, today)
  return holders.length > 0
    ? holders
    : findNearestHolders(tx, tree, 'supervisor', referral.teamId, today, referral.ownerId)
}
