import { foldText } from '../../../text/fold-text.ts'
import type { Option } from '../../form.ts'

/** The option that a text means; `many` where it fits several and none better than the others. */
export type OptionRead = { value: string } | 'many' | undefined

const NOT = /[没未不无非否别勿]|(?:^|[^a-z])(?:not|no|non|un)(?:[^a-z]|$)/
/** What people say around an option without changing it. */
const FILLER = /^(?:我|想|要|请|休|申请|已经?|是|为|属于?|类|类型|级|客户|了|的|吧|our |a |an |the | )*$/
/**
 * What else may stand around it in an answer to its own question. Any other word may change what is meant: 部分完成 and
 * 完成一半 are not 完成, and are asked about.
 */
const BESIDES =
  /^(?:我|想|要|请|休|申请|已经?|是|为|属于?|类|类型|级|客户|了|的|吧|啦|呢|去|做|打|个|次|拜访|全部|全都|都|民营|公立|私立|私人|连锁|顺利|按时|按期|如期|按计划|准时|选|就|[\d一两二三四五]+天|半天|our|a|an|the|all|fully|already|it's|itis|is|was|on time|ontime|yes|i|visit|please|and)*$/
/** 结转下周: behind an option it says no more; before it, 下周完成 is still to come. */
const NEXT_WEEK = /(?:至|到)?下周$/
const MARKS = /[\s,;()"'“”「」_-]+/g

const keyOf = (text: string) => foldText(text).replace(MARKS, '')

interface Named {
  value: string
  key: string
}

const kept = new WeakMap<readonly Option[], readonly Named[]>()

/** Every text of every option; each side of a slash, or of 或, is one of its own. */
function namesOf(options: readonly Option[]): readonly Named[] {
  const known = kept.get(options)
  if (known) return known
  const named = options.flatMap(({ value, label }) => {
    const texts = [label, ...label.split(/[/／]|或| or /)].map(keyOf)
    return [...new Set(texts)].map((key) => ({ value, key }))
  })
  kept.set(options, named)
  return named
}

/**
 * Reads an option by its text, its id, a part of its text that no other has (新客户 of 拜访新客户), or its text among a
 * few words that do not change it (请年假). `strict` takes the whole text only, with fillers: for words that stand
 * among others.
 */
export function readOption(
  typed: string,
  options: readonly Option[],
  { strict = false }: { strict?: boolean } = {},
): OptionRead {
  // 没完成 is 未完成.
  const text = keyOf(typed).replace(/^没有?(?=.)/, '未')
  if (text === '') return undefined
  const named = namesOf(options)
  const exact = named.find(({ key, value }) => key === text || value.toLowerCase() === text)
  if (exact) return { value: exact.value }
  const held = named.filter(({ key }) => key !== '' && text.includes(key))
  const longest = held.reduce((most, { key }) => Math.max(most, key.length), 0)
  const best = held.filter(({ key }) => key.length === longest)
  // 未完成 holds 完成 and is an option of its own; 医院药房 holds two that do not hold each other.
  const isNested = held.every(({ key }) => best.some((other) => other.key.includes(key)))
  if (held.length > 0) {
    const rest = text.replace(NEXT_WEEK, '').replace(best[0]?.key ?? '', '')
    if (NOT.test(rest) || (strict && !FILLER.test(rest))) return undefined
    const read = isNested ? single(best) : 'many'
    if (read === 'many' && rest.length > 6) return undefined
    return read === 'many' || BESIDES.test(rest) ? read : undefined
  }
  if (text.length < 2 || NOT.test(text)) return undefined
  const holding = named.filter(({ key }) => key.includes(text))
  return holding.length > 0 ? single(holding) : undefined
}

function single(named: readonly Named[]): OptionRead {
  const values = new Set(named.map(({ value }) => value))
  const [value] = values
  return values.size === 1 && value !== undefined ? { value } : 'many'
}

/** Right before an option that a longer text ends with: how far, or how sure. */
const PARTLY =
  /(?:部分|一部份|半|大致|大体|大概|大部|大多数?|基本上?|差不多|几乎|接近|快要?|即将|将|准备|打算|等待?|正在|还在|可能|也许|应该|争取|勉强|算是?|初步|阶段性|part|partly|partially|half|almost|nearly|mostly|largely|roughly|maybe|perhaps|probably|to be|will be|not yet)[ ,]?$/

/** The option, the longest, with whose text a folded text ends, and where it begins. */
export function endingOption(
  folded: string,
  options: readonly Option[],
): { value: string; start: number } | undefined {
  const found = options
    .map(({ value, label }) => ({ value, key: foldText(label) }))
    .filter(({ key }) => key !== '' && folded.endsWith(key))
    .reduce<{ value: string; key: string } | undefined>(
      (most, each) => (most && most.key.length >= each.key.length ? most : each),
      undefined,
    )
  if (!found) return undefined
  const start = folded.length - found.key.length
  if (NOT.test(folded.slice(Math.max(0, start - 1), start))) return undefined
  const before = folded.slice(Math.max(0, start - 6), start)
  if (PARTLY.test(before)) return undefined
  const already = /已经?$/.exec(folded.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  return { value: found.value, start: start - already }
}

/** The option, the longest, whose text stands at a place of a folded text. */
export function matchOption(
  folded: string,
  at: number,
  options: readonly Option[],
): { value: string; end: number } | undefined {
  return options
    .map(({ value, label }) => ({ value, key: foldText(label) }))
    .filter(({ key }) => key !== '' && folded.startsWith(key, at))
    .map(({ value, key }) => ({ value, end: at + key.length }))
    .toSorted((a, b) => b.end - a.end)[0]
}
