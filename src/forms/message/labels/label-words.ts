import { foldText } from '../../../text/fold-text.ts'

/** The words that a label goes by, folded; `bare` is the whole of it without its unit. */
export interface LabelWords {
  bare: string
  others: readonly string[]
}

const UNIT = /\([^()]{0,40}\)/g
const LEADING = /^(?:本周|下周|预计|the )/
const TRAILING = / (?:of (?:the|next) week|of the day)$/
const JOINED = /与|和|及|、| and | & /

/** `新客户拜访（个）` is 新客户拜访. */
export function bareLabel(label: string): string {
  const folded = foldText(label)
  return folded.includes('(') ? foldText(folded.replace(UNIT, ' ')) : folded
}

/**
 * What people call the fields of one form for short, taken from its labels alone: without 本周 (目标), the halves of 困难与需要的支持,
 * without an ending that several share (新客户 of 新客户拜访), and the last word where only this label has it (科室 of 就诊科室).
 * What two labels would share is no word of either.
 */
export function labelWords(labels: readonly string[]): readonly LabelWords[] {
  const key = labels.join('\n')
  const known = remembered.get(key)
  if (known) return known
  const words = findWords(labels)
  // There are as many sets of labels as the house has forms; whoever makes more of them is not remembered.
  if (remembered.size < 200) remembered.set(key, words)
  return words
}

const remembered = new Map<string, readonly LabelWords[]>()

function findWords(labels: readonly string[]): LabelWords[] {
  const bare = labels.map(bareLabel)
  const endings = sharedEndings(bare)
  const words = bare.map((label) => {
    const found = [
      label.replace(LEADING, '').replace(TRAILING, ''),
      ...label.split(JOINED),
      ...endings.flatMap((ending) => (label.endsWith(ending) ? [label.slice(0, -ending.length)] : [])),
      ...lastWord(label, bare),
      ...shortOf(label),
    ]
    return [...new Set(found.map((word) => word.trim()))].filter(
      (word) => word !== label && isLongEnough(word) && !bare.includes(word),
    )
  })
  const count = new Map<string, number>()
  for (const word of words.flat()) count.set(word, (count.get(word) ?? 0) + 1)
  return bare.map((label, index) => ({
    bare: label,
    others: (words[index] ?? []).filter((word) => count.get(word) === 1),
  }))
}

export const isHan = (text: string): boolean => /^[\u3400-\u9fff]+$/.test(text)
const isLongEnough = (word: string) => word.length >= (isHan(word) ? 2 : 4)

function sharedEndings(labels: readonly string[]): string[] {
  const endings = labels.flatMap((label) =>
    isHan(label)
      ? [label.slice(-2)]
      : [label.slice(label.lastIndexOf(' '))].filter((end) => end.startsWith(' ')),
  )
  return [...new Set(endings.filter((end, at) => endings.indexOf(end) !== at))]
}

const COMPOUND = /^([a-z]+)-([a-z]+) ([a-z]+)$/
/** What is called old in one breath with new. */
const ALIKE: Readonly<Record<string, readonly string[]>> = { existing: ['old'] }

/** New visits and new customers of new-customer visits. */
function shortOf(label: string): string[] {
  const [, first = '', second = '', last = ''] = COMPOUND.exec(label) ?? []
  if (first === '') return []
  return [first, ...(ALIKE[first] ?? [])].flatMap((word) => [
    `${word} ${last}`,
    `${word} ${second}`,
    `${word}-${second} ${last}`,
  ])
}

function lastWord(label: string, all: readonly string[]): string[] {
  if (!isHan(label) || label.length < 4) return []
  const last = label.slice(-2)
  return all.every((other) => other === label || !other.includes(last)) ? [last] : []
}
