import type { Card } from '../../../forms/card.ts'
import type { Language } from '../../../i18n/translate.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import type { Rung } from '../../../policy/schema-duties.ts'
import { getRecordType } from '../../../records/registry.ts'
import type { RipeDuty } from '../../../store/duties/duties.ts'
import { groupBy } from '../../../store/duties/group-by.ts'
import { lineWaiting, type Told, toldOutcome } from '../../../store/duties/rungs.ts'
import type { NewMessage } from '../../../store/outbox.ts'
import { targetOf } from '../../tell.ts'
import { mayDecide } from '../deciding/may-decide.ts'
import { buildDutyCard, type DutyFace } from '../duty-card.ts'
import type { DutyRules } from '../duty-rules.ts'
import { readSubject, rungSlot } from '../duty-subject.ts'
import type { Briefing, DutyPerson } from './brief-page.ts'
import type { Chain, Holder } from './chain.ts'
import { buildGroupCard, groupAtMost } from './group-card.ts'

/** A rung whose moment has come; the duty is in the state that the sweep moves it to. */
export interface Firing {
  duty: RipeDuty
  rules: DutyRules
  rung: Rung
  key: string
}

export interface Telling {
  firing: Firing
  /** What the rung's row will say. */
  outcome: string
  /** The message's, where it is about several duties. */
  slotKey: string | null
  /** Of several duties that share a message, the first has it. */
  messages: NewMessage[]
}

/** Somebody who hears of a firing. */
interface Party {
  told: Told
  language: Language
  zone: string
  card(): Card
}

interface Plan {
  firing: Firing
  face: DutyFace | undefined
  outcome: string
  parties: readonly Party[]
}

/**
 * Says who hears of the rungs that fire on a page, and in which words: what comes to the same people at the same rung
 * is one message to each. The line in the channel is written by its own job.
 */
export function createPlanner(chain: Chain, cards = new Map<string, Card>()) {
  return (firings: readonly Firing[], briefing: Briefing): Telling[] => {
    const plans = firings.map((firing) => planFiring(firing, briefing, chain, cards))
    return [...groupBy(plans, groupKeyOf).values()].flatMap((alike) => {
      const tellings: Telling[] = []
      for (let from = 0; from < alike.length; from += groupAtMost)
        tellings.push(...tellTogether(alike.slice(from, from + groupAtMost), cards))
      return tellings
    })
  }
}

/**
 * What is to be filed is told together, and so is what waits for one person's answer. Their superior hears of each
 * record by itself, because it may wait for several; a referral's step has a card of its own to be taken on.
 */
function groupKeyOf({ firing: { duty, rung }, outcome, parties }: Plan): string {
  const { of } = readSubject(duty.kind)
  const isTogether = of === 'filing' || (of === 'review' && rung.to === 'owner')
  return isTogether && parties.length > 0 ? `${of} ${rung.id} ${rung.to} ${outcome}` : duty.id
}

function planFiring(firing: Firing, briefing: Briefing, chain: Chain, cards: Map<string, Card>): Plan {
  const { duty, rung } = firing
  const person = briefing.people.get(duty.personId)
  if (!person) return { firing, face: undefined, outcome: '', parties: [] }
  const face = faceOf(firing, briefing, person)
  if (rung.to === 'channel') return { firing, face, outcome: lineWaiting, parties: [] }
  const parties = rung.to === 'owner' ? ownerOf(firing, face, person, cards) : watchersOf(firing, face, chain)
  return { firing, face, outcome: toldOutcome(parties.map(({ told }) => told)), parties }
}

function ownerOf(firing: Firing, face: DutyFace, person: DutyPerson, cards: Map<string, Card>): Party[] {
  const { duty, rung } = firing
  const { platform, language, zone } = person
  if (platform === undefined) return []
  const reader = { language, zone, isHolder: true, mayDecide: false, seesNames: true }
  const build = () => buildDutyCard(face, reader, rung.message)
  const isFiling = readSubject(duty.kind).of === 'filing'
  const card = isFiling ? () => keep(cards, `${cardKeyOf(firing)} ${language} ${zone}`, build) : build
  return [{ told: { platform, personId: duty.personId }, language, zone, card }]
}

/** Nothing on an owner's card is about one person alone, so that a sweep over thousands makes a handful of cards. */
const cardKeyOf = ({ duty, rung }: Firing): string =>
  [
    duty.kind,
    duty.periodKey,
    duty.state,
    duty.dueAt.getTime(),
    deadlineInForce(duty).getTime(),
    rung.message,
  ].join(' ')

function keep(cards: Map<string, Card>, key: string, build: () => Card): Card {
  const card = cards.get(key) ?? build()
  cards.set(key, card)
  return card
}

function watchersOf({ duty, rung }: Firing, face: DutyFace, chain: Chain): Party[] {
  return findHolders(duty, rung, chain).flatMap(({ actor, platform }) => {
    if (platform === undefined) return []
    const { personId, language, zone } = actor
    const reader = {
      language,
      zone,
      isHolder: false,
      mayDecide: mayDecide(actor, duty),
      seesNames: rung.names,
    }
    return [
      { told: { platform, personId }, language, zone, card: () => buildDutyCard(face, reader, rung.message) },
    ]
  })
}

function findHolders({ teamId, personId }: RipeDuty, rung: Rung, chain: Chain): Holder[] {
  if (rung.to === 'supervisor') return chain.supervisors(teamId, personId)
  if (rung.to === 'department-head') return chain.heads(teamId, personId)
  return chain.answerers('supervisor', teamId, personId)
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

function tellTogether(plans: readonly Plan[], cards: Map<string, Card>): Telling[] {
  const [first] = plans
  if (!first) return []
  if (plans.length === 1) return [{ ...pick(first), slotKey: null, messages: messagesOf(first) }]
  const { duty, rung, key } = first.firing
  const slotKey = `duties:${duty.id}:${key}`
  const isHolder = rung.to === 'owner'
  const faces = plans.flatMap(({ face }) => face ?? [])
  const messages = first.parties.map(({ told, language, zone }): NewMessage => {
    const build = () =>
      buildGroupCard(faces, { language, zone, isHolder, seesNames: isHolder || rung.names }, rung.message)
    const cardKey = plans.map(({ firing }) => cardKeyOf(firing)).join(' ')
    const card = isHolder ? keep(cards, `${cardKey} ${language} ${zone}`, build) : build()
    return {
      platform: told.platform,
      target: targetOf(told),
      slotKey,
      dedupeKey: `${slotKey}:${told.personId}`,
      card,
    }
  })
  return plans.map((plan, index) => ({ ...pick(plan), slotKey, messages: index === 0 ? messages : [] }))
}

const pick = ({ firing, outcome }: Plan) => ({ firing, outcome })

function messagesOf({ firing: { duty, key, rung }, parties }: Plan): NewMessage[] {
  const slotKey = rungSlot(duty, key)
  const isOwn = rung.to === 'owner' && readSubject(duty.kind).of === 'filing'
  return parties.map(({ told, card }) => ({
    platform: told.platform,
    target: targetOf(told),
    slotKey,
    // Of a record that waits for several people, their superior hears once.
    dedupeKey: isOwn ? slotKey : `${slotKey}:${told.personId}`,
    card: card(),
  }))
}
