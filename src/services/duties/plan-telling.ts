import type { Card } from '../../forms/card.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { Rung } from '../../policy/schema-duties.ts'
import { getRecordType } from '../../records/registry.ts'
import type { RipeDuty } from '../../store/duties/duties.ts'
import { lineWaiting, type Told, toldOutcome } from '../../store/duties/rungs.ts'
import type { NewMessage } from '../../store/outbox.ts'
import { targetOf } from '../tell.ts'
import type { Briefing, DutyPerson } from './brief-page.ts'
import type { Chain, Holder } from './chain.ts'
import { buildDutyCard, type DutyFace } from './duty-card.ts'
import type { DutyRules } from './duty-rules.ts'
import { readSubject, rungSlot } from './duty-subject.ts'
import { mayDecide } from './may-decide.ts'

/** A rung whose moment has come; the duty is in the state that the sweep moves it to. */
export interface Firing {
  duty: RipeDuty
  rules: DutyRules
  rung: Rung
  key: string
}

export interface Telling {
  /** What the rung's row will say. */
  outcome: string
  messages: NewMessage[]
}

/** Says who hears of a rung, and in which words. The line in the channel is written by its own job. */
export function createPlanner(chain: Chain, cards = new Map<string, Card>()) {
  return (firing: Firing, briefing: Briefing): Telling => {
    const { duty, rung } = firing
    const person = briefing.people.get(duty.personId)
    if (!person) return { outcome: '', messages: [] }
    if (rung.to === 'owner') return planForOwner(firing, briefing, person, cards)
    if (rung.to === 'channel') return { outcome: lineWaiting, messages: [] }
    const holders = findHolders(firing, chain).filter((h) => h.platform !== undefined)
    const face = faceOf(firing, briefing, person)
    return toTelling(
      firing,
      holders.map(({ actor, platform = '' }) => ({
        told: { platform, personId: actor.personId },
        card: buildDutyCard(
          face,
          {
            language: actor.language,
            zone: actor.zone,
            isHolder: false,
            mayDecide: mayDecide(actor, duty),
            seesNames: rung.names,
          },
          rung.message,
        ),
      })),
    )
  }
}

function planForOwner(
  firing: Firing,
  briefing: Briefing,
  person: DutyPerson,
  cards: Map<string, Card>,
): Telling {
  const { duty, rung } = firing
  const { platform, language, zone } = person
  if (platform === undefined) return { outcome: '', messages: [] }
  const build = () =>
    buildDutyCard(
      faceOf(firing, briefing, person),
      { language, zone, isHolder: true, mayDecide: false, seesNames: true },
      rung.message,
    )
  const told = { platform, personId: duty.personId }
  if (readSubject(duty.kind).of !== 'filing') return toTelling(firing, [{ told, card: build() }])
  // Nothing on it is about one person alone, so that a sweep over thousands makes a handful of cards.
  const key = [
    duty.kind,
    duty.periodKey,
    duty.state,
    duty.dueAt.getTime(),
    deadlineInForce(duty).getTime(),
    rung.message,
    language,
    zone,
  ].join(' ')
  const card = cards.get(key) ?? build()
  cards.set(key, card)
  return toTelling(firing, [{ told, card }])
}

function findHolders({ duty, rung }: Firing, chain: Chain): Holder[] {
  const { teamId, personId } = duty
  if (rung.to === 'supervisor') return chain.supervisors(teamId, personId)
  if (rung.to === 'department-head') return chain.heads(teamId, personId)
  return chain.nearest('supervisor', teamId, personId)
}

function faceOf({ duty, rules }: Firing, briefing: Briefing, person: DutyPerson): DutyFace {
  const subject = readSubject(duty.kind)
  const record = subject.of === 'filing' ? undefined : briefing.records.get(subject.recordId)
  return {
    duty,
    type: getRecordType(record?.type ?? rules.duty?.record ?? ''),
    holderName: person.name,
    ...(record ? { record } : {}),
  }
}

function toTelling({ duty, key, rung }: Firing, tellings: readonly { told: Told; card: Card }[]): Telling {
  const slotKey = rungSlot(duty, key)
  const isOwn = rung.to === 'owner' && readSubject(duty.kind).of === 'filing'
  return {
    outcome: toldOutcome(tellings.map(({ told }) => told)),
    messages: tellings.map(({ told, card }) => ({
      platform: told.platform,
      target: targetOf(told),
      slotKey,
      // Of a record that waits for several people, their superior hears once.
      dedupeKey: isOwn ? slotKey : `${slotKey}:${told.personId}`,
      card,
    })),
  }
}
