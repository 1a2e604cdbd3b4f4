import type { Actor } from '../../../access/actor.ts'
import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import type { Workcalendar } from '../../../calendar/workcalendar.ts'
import { instantOf, localOf } from '../../../calendar/zones.ts'
import { Conflict, NotFound, NotPermitted, type Saying, ValidationError } from '../../../errors.ts'
import type { Card } from '../../../forms/card.ts'
import { showMoment } from '../../../i18n/show-day.ts'
import { speak } from '../../../i18n/translate.ts'
import { calendarFor } from '../../../policy/duty-times.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import { isDecided } from '../../../records/absence/index.ts'
import { getRecordType } from '../../../records/registry.ts'
import { type DutyRow, isOpenDuty, lockDuty } from '../../../store/duties/duties.ts'
import { endOfDays, readLeaves } from '../../../store/duties/leaves.ts'
import { appendEvent } from '../../../store/events.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { Office } from '../../office.ts'
import { openRuleBook } from '../duty-rules.ts'
import { readSubject } from '../duty-subject.ts'
import { settleDuty } from '../owing/close-duty.ts'
import { readFace, showDuty } from '../refresh-cards.ts'
import { dismissProposal, findAbsence } from './dismiss-proposal.ts'
import { mayDecide } from './may-decide.ts'
import { nudgePerson } from './nudge-person.ts'
import { saySettled } from './say-settled.ts'
import { tellDecision } from './tell-decision.ts'

/** Characters of an excuse's reason. */
const maxReason = 500

export interface DecideDutyInput {
  dutyId: string
  /** `show` only looks: a card about several duties opens each by itself. */
  decision: 'extend' | 'excuse' | 'nudge' | 'show'
  platform: string
  /** Of an excuse, which needs one: shown to the person. */
  reason?: string
}

/**
 * A supervisor's answer to a duty that is not done: one more workday, an excuse, or another word to the person.
 * Pressed twice, too late or after somebody else, it changes nothing and shows how things stand.
 * @throws NotFound also to whoever does not supervise the duty's team, NotPermitted to whoever owes it themselves
 * @throws ValidationError for an excuse without a reason, or with one that is too long
 * @throws Conflict once somebody has decided that it counts as an absence
 */
export async function decideDuty(office: Office, actor: Actor, input: DecideDutyInput): Promise<Card> {
  return office.store.transaction(async (tx) => {
    const duty = await lockDuty(office.store, tx, input.dutyId)
    if (!duty || readSubject(duty.kind).of !== 'filing') throw new NotFound('duty')
    if (!mayDecide(actor, duty)) {
      // That there is one is news to everybody else.
      if (duty.personId !== actor.personId) throw new NotFound('duty')
      throw new NotPermitted(`${input.decision} duty`)
    }
    const { changed, note } = await carryOut(office, tx, actor, duty, input)
    const card = showDuty(await readFace(office, tx, changed), actor, true)
    return note ? { ...card, footer: speak(actor.language)(note.key, note.params) } : card
  })
}

interface Outcome {
  changed: DutyRow
  note?: Saying
}

async function carryOut(
  office: Office,
  tx: Tx,
  actor: Actor,
  duty: DutyRow,
  input: DecideDutyInput,
): Promise<Outcome> {
  if (input.decision === 'show') return { changed: duty }
  const isOpen = isOpenDuty(duty)
  if (input.decision === 'nudge') {
    const note = isOpen
      ? { key: await nudgePerson(office, tx, actor, duty, input) }
      : await saySettled(tx, duty, actor)
    return { changed: duty, note }
  }
  if (!isOpen && duty.state !== 'missed') return { changed: duty, note: await saySettled(tx, duty, actor) }
  const absence = await findAbsence(tx, duty.id)
  if (absence && isDecided(absence)) {
    const { number } = absence
    throw new Conflict('the absence was decided', { key: 'duties.absenceDecided', params: { number } })
  }
  const reason = input.reason?.trim() ?? ''
  if (input.decision === 'excuse') checkReason(reason)
  const now = office.clock.now()
  const extendedTo = input.decision === 'extend' ? await findNewDeadline(office, tx, duty, now) : null
  if (input.decision === 'extend' && (extendedTo === null || extendedTo <= deadlineInForce(duty))) {
    const when = showMoment(deadlineInForce(duty), actor.language, actor.zone)
    return { changed: duty, note: { key: 'duties.extendedBefore', params: { when } } }
  }
  const data =
    extendedTo === null
      ? {
          state: 'excused',
          excusedById: actor.personId,
          excuseReason: reason,
          closedAt: now,
          nextRungAt: null,
        }
      : { state: 'pending', extendedTo, closedAt: null, nextRungAt: now }
  // What was filed for a missed one after its close counts from now on.
  const decided = await tx.duty.update({
    where: { id: duty.id },
    data: duty.state === 'missed' ? { ...data, recordId: null } : data,
  })
  await dismissProposal(office, tx, duty, actor.personId, 'duties.dismissedByDecision')
  await tellDecision(office, tx, actor, decided)
  const record = openRuleBook(office).of(duty)?.duty?.record
  if (extendedTo !== null && record) await settleDuty(office, tx, getRecordType(record), decided)
  await appendEvent(tx, {
    at: now,
    actorId: actor.personId,
    platform: input.platform,
    kind: input.decision === 'extend' ? 'duty.extended' : 'duty.excused',
    subject: duty.id,
    diff: {
      kind: duty.kind,
      periodKey: duty.periodKey,
      personId: duty.personId,
      state: [duty.state, decided.state],
      ...(extendedTo ? { dueAt: [deadlineInForce(duty).toISOString(), extendedTo.toISOString()] } : {}),
      ...(extendedTo ? {} : { reason }),
    },
  })
  return { changed: (await tx.duty.findUnique({ where: { id: duty.id } })) ?? decided }
}

function checkReason(reason: string): void {
  const refuse = (say: Saying) => new ValidationError([{ field: 'reason', say }])
  if (reason === '') throw refuse({ key: 'fields.required' })
  if (reason.length > maxReason)
    throw refuse({ key: 'fields.tooLong', params: { max: maxReason, length: reason.length } })
}

/**
 * The deadline's time of day on the person's next workday. Null while the deadline in force is still ahead: two
 * presses are one more workday, not two.
 */
async function findNewDeadline(office: Office, tx: Tx, duty: DutyRow, now: Date): Promise<Date | null> {
  const deadline = deadlineInForce(duty)
  if (deadline > now) return null
  const rules = openRuleBook(office).of(duty)
  if (!rules) return null
  const { zone } = await tx.person.findUniqueOrThrow({ where: { id: duty.personId }, select: { zone: true } })
  const calendar = rules.duty ? calendarFor(rules.duty, rules.inForce.calendar, zone) : rules.inForce.calendar
  const today = localOf(now, calendar.zone).day
  const leaves = (await readLeaves(tx, [duty.personId], today, endOfDays)).get(duty.personId) ?? []
  const { minutes } = localOf(deadline, calendar.zone)
  return instantOf(findNextWorkday(calendar.withPlainYears(), today, leaves), minutes, calendar.zone)
}

/** A day more is given also where nobody knows the holidays yet, or where the person is away for years. */
function findNextWorkday(calendar: Workcalendar, today: string, leaves: readonly LeaveInterval[]): string {
  try {
    return calendar.nextWorkday(today, leaves)
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    return calendar.nextWorkday(today)
  }
}
