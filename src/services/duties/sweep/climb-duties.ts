import { msPerDay } from '../../../clock.ts'
import { claimRipeDuties, moveDuties, type RipeDuty } from '../../../store/duties/duties.ts'
import { insertRungs } from '../../../store/duties/rungs.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { Office } from '../../office.ts'
import { tellAll } from '../../tell.ts'
import { openRuleBook, type RuleBook } from '../duty-rules.ts'
import { readSubject, stepPrefix } from '../duty-subject.ts'
import { oweAnew } from '../owing/owe-answers.ts'
import { type Briefing, briefPage } from './brief-page.ts'
import { type Chain, readChain } from './chain.ts'
import { findSaid } from './find-said.ts'
import { createPlanner, type Firing } from './plan-telling.ts'
import { proposeAbsences } from './propose-absences.ts'
import { createScales, type Weighed } from './weigh-duty.ts'

/** One transaction each: long enough to be quick, short enough that others get their turn. */
const pageSize = 1000
/** When a duty that could not be weighed is looked at again. */
const setAsideMs = msPerDay

export interface Climbed {
  looked: number
  fired: number
  messages: number
  proposals: number
}

/**
 * Looks at every duty of which something may have come and does what the ladder says, page by page. Two sweeps at
 * once share the work; a rung fires once whoever runs it.
 */
export async function climbDuties(office: Office, scope: 'duties' | 'steps'): Promise<Climbed> {
  const chain = await readChain(office, office.store.db)
  const sweep: Sweep = {
    office,
    chain,
    now: office.clock.now(),
    book: openRuleBook(office),
    weigh: createScales(),
    plan: createPlanner(chain),
    kinds: scope === 'steps' ? { prefix: stepPrefix } : { except: stepPrefix },
  }
  const total: Climbed = { looked: 0, fired: 0, messages: 0, proposals: 0 }
  for (;;) {
    const page = await office.store.transaction((tx) => climbPage(sweep, tx))
    total.looked += page.looked
    total.fired += page.fired
    total.messages += page.messages
    total.proposals += page.proposals
    if (page.looked < pageSize) return total
  }
}

interface Sweep {
  office: Office
  chain: Chain
  now: Date
  book: RuleBook
  weigh: ReturnType<typeof createScales>
  plan: ReturnType<typeof createPlanner>
  kinds: { prefix: string } | { except: string }
}

async function climbPage(sweep: Sweep, tx: Tx): Promise<Climbed> {
  const { office, now, kinds } = sweep
  const duties = await claimRipeDuties(office.store, tx, { now, limit: pageSize, ...kinds })
  if (duties.length === 0) return { looked: 0, fired: 0, messages: 0, proposals: 0 }
  const briefing = await briefPage(office.store, tx, sweep.book, duties)
  const orphaned = await passOn(office, tx, briefing, duties)
  const moves: { id: string; state: string; nextRungAt: Date | null }[] = []
  const firings: Firing[] = []
  for (const duty of duties) {
    if (orphaned.has(duty.id)) {
      moves.push({ id: duty.id, state: duty.state, nextRungAt: new Date(now.getTime() + setAsideMs) })
      continue
    }
    const { state, nextRungAt, fires } = look(sweep, briefing, duty)
    moves.push({ id: duty.id, state, nextRungAt })
    const rules = fires && sweep.book.of(duty)
    if (rules) firings.push({ duty: { ...duty, state }, rules, ...fires })
  }
  const isProposal = ({ rung }: Firing) => rung.message === 'absence-proposal'
  const proposals = firings.filter(isProposal)
  const said = await findSaid(tx, firings, briefing, now)
  const isSaid = ({ duty }: Firing) => said.has(duty.id)
  const tellings = sweep.plan(
    firings.filter((firing) => !isProposal(firing) && !isSaid(firing)),
    briefing,
  )
  // A proposal is a record, which is told of like any other.
  const proposed = proposals.map((firing) => ({ firing, outcome: 'proposed', slotKey: null }))
  const silent = firings.filter(isSaid).map((firing) => ({ firing, outcome: 'said', slotKey: null }))
  const rungs = [...tellings, ...proposed, ...silent].map(({ firing, outcome, slotKey }) => ({
    dutyId: firing.duty.id,
    rung: firing.key,
    outcome,
    slotKey,
  }))
  await insertRungs(office.store, tx, rungs, now)
  const messages = await tellAll(
    office,
    tx,
    tellings.flatMap((p) => p.messages),
  )
  const made = await proposeAbsences(office, tx, sweep.chain, proposals, briefing)
  await moveDuties(office.store, tx, moves)
  return { looked: duties.length, fired: rungs.length, messages, proposals: made }
}

/** Answers owed by who has left go to whoever is nearest now; returns those for which there is nobody yet. */
async function passOn(
  office: Office,
  tx: Tx,
  briefing: Briefing,
  duties: readonly RipeDuty[],
): Promise<Set<string>> {
  const orphaned = new Set<string>()
  for (const { id, kind, personId } of duties) {
    const subject = readSubject(kind)
    if (subject.of !== 'review' || briefing.people.has(personId) || !briefing.records.has(subject.recordId))
      continue
    if (!(await oweAnew(office, tx, subject.recordId))) orphaned.add(id)
  }
  return orphaned
}

function look({ office, book, weigh, now }: Sweep, briefing: Briefing, duty: RipeDuty): Weighed {
  const person = briefing.people.get(duty.personId)
  const subject = readSubject(duty.kind)
  // Who has left owes nothing, and nobody owes an answer to a record that is gone.
  if (!person || (subject.of !== 'filing' && !briefing.records.has(subject.recordId))) {
    return { state: 'cancelled', nextRungAt: null, fires: undefined }
  }
  const state = duty.state as Weighed['state']
  const rules = book.of(duty)
  if (!rules) {
    office.log.warn({ dutyId: duty.id, kind: duty.kind }, 'the policy knows this kind of duty no longer')
    return { state, nextRungAt: null, fires: undefined }
  }
  try {
    return weigh({
      duty,
      rules,
      zone: person.zone,
      leaves: briefing.leaves.get(duty.personId) ?? [],
      firedKeys: briefing.fired.get(duty.id) ?? [],
      hasDraft: briefing.started.has(duty.id),
      now,
    })
  } catch (err) {
    // One that cannot be weighed must not stop the page for ever.
    office.log.error({ dutyId: duty.id, err }, 'duty cannot be weighed')
    return { state, nextRungAt: new Date(now.getTime() + setAsideMs), fires: undefined }
  }
}
