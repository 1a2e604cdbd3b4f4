import type { LineActivityKind } from '../activity-line-reading.ts'
import type { StatusToken } from '../find/find-kinds.ts'
import type { Segment } from './split-activities.ts'

/** One kind when sure; otherwise those that are still possible. */
type KindChoice = LineActivityKind[]

const ALL: LineActivityKind[] = ['visit_new', 'visit_old', 'call', 'other']
const VISITS: LineActivityKind[] = ['visit_new', 'visit_old']
const VISIT_OF = { new: 'visit_new', old: 'visit_old' } as const

/**
 * What kind the words of one segment tell, given what was said of this customer (new, old, both or nothing). A guess
 * (像是新客户) settles nothing, but stands first among what is asked.
 */
export function chooseKind(segment: Segment, statuses: readonly StatusToken[]): KindChoice {
  const firm = statuses.filter(({ hedged }) => !hedged).map(({ status }) => status)
  const guesses: LineActivityKind[] = statuses
    .filter(({ hedged }) => hedged)
    .map(({ status }) => VISIT_OF[status])
  const kinds = kindsOf(segment, firm)
  // 回访附院 新客户? contradicts itself; a call stays a call.
  const doubted = guesses.some((guess) => VISITS.includes(kinds[0] ?? 'other') && !kinds.includes(guess))
  const open = doubted ? [...guesses, ...kinds] : kinds
  if (open.length < 2) return open
  return [...new Set([...open.filter((kind) => guesses.includes(kind)), ...open])]
}

function kindsOf(segment: Segment, statuses: readonly StatusToken['status'][]): KindChoice {
  const heads = segment.heads
  const negated = new Set(heads.filter((head) => head.state === 'negated').map((head) => head.category))
  if (segment.cancelled.length > 0) negated.add('visit').add('call')
  const open = heads.filter((head) => head.state !== 'negated' && !negated.has(head.category))
  // 原计划拜访,改为电话: what was done counts; a plan counts only while nothing was done.
  const done = open.some((head) => head.state === 'done')
    ? open.filter((head) => head.state === 'done')
    : open
  const has = (category: string) => done.some((head) => head.category === category)
  const words = new Set(done.map((head) => head.word))
  const said = new Set(statuses)
  if (words.has('revisit')) said.add('old')
  if (words.has('first_visit')) said.add('new')

  if (done.length === 0) return negated.size > 0 ? ALL : withoutVerb(said)
  if (done.some((head) => head.remote)) return [...VISITS, 'call']
  // 回访 by phone is a call; any other visit told with a call in one breath is unclear.
  if (has('call') && has('visit')) {
    const onlyRevisit = done.every((head) => head.category !== 'visit' || head.word === 'revisit')
    return onlyRevisit && !has('other') ? ['call'] : [...VISITS, 'call']
  }
  if (has('other') && has('call')) return ['call', 'other']
  // 3个老客户 4个电话 tells of visits too.
  if (has('call')) return segment.statuses.some((status) => status.counted) ? [...VISITS, 'call'] : ['call']
  if (has('other') && has('visit')) return visitWithOther(segment, words, said)
  if (has('other'))
    return (words.has('meeting') || words.has('trip')) && someone(segment) ? [...VISITS, 'other'] : ['other']
  return visitOf(said)
}

function visitOf(said: ReadonlySet<string>): KindChoice {
  if (said.size !== 1) return VISITS
  return [VISIT_OF[said.has('new') ? 'new' : 'old']]
}

/** 老客户 without a verb is likely a visit, yet calls go to old customers too. */
function withoutVerb(said: ReadonlySet<string>): KindChoice {
  if (said.size !== 1) return ALL
  return said.has('new') ? ['visit_new', 'call'] : ['visit_old', 'call']
}

/** A training during a visit leaves it a visit when new or old was said; 去公司开会 without a customer is other. */
function visitWithOther(segment: Segment, words: ReadonlySet<string>, said: ReadonlySet<string>): KindChoice {
  const strong = words.has('visit') || words.has('revisit') || words.has('first_visit')
  if (strong || said.size > 0) return said.size === 1 ? visitOf(said) : [...VISITS, 'other']
  return someone(segment) ? [...VISITS, 'other'] : ['other']
}

function someone(segment: Segment): boolean {
  const { mentions, contacts } = segment
  return mentions.some((mention) => !mention.aside) || contacts.some((contact) => !contact.aside)
}
