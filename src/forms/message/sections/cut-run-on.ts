import { type FoldedText, foldText } from '../../../text/fold-text.ts'
import { behind, type FoundLabel, plainLabelAt, skipBlank, skipUnit } from '../labels/find-label.ts'
import { findByName, type LabelTable, type LabelWord, labelKey, wordAt } from '../labels/label-table.ts'
import { isLongText, isOpenText, isRows, type Question } from '../question.ts'
import type { Doubt, ReadAt } from '../template-reading.ts'
import { matchValue } from '../values/read-value.ts'
import type { Section } from './split-sections.ts'

/** A stretch of one line that answers one question, or none. */
export interface Stretch {
  question?: Question
  typed: string
  /** The section's own, under its label; the others were found further in. */
  isFirst: boolean
}

/**
 * Cuts the first line of a section where other labels stand in it: 目标拿下一院新客户拜访十个老客户十五个. Only for fields that no line of
 * their own answers (`taken`), so that an answer may name another field. In a longer text behind a colon a label
 * needs a colon too; without one it is told as a doubt, for it may just as well be part of the text.
 */
export function cutRunOn(
  table: LabelTable,
  section: Section,
  taken: ReadonlySet<Question>,
  at: ReadAt,
): { stretches: Stretch[]; doubts: Doubt[] } {
  const { line, valueAt, typedValueAt } = section.first
  const { text } = line
  const used = new Set(taken)
  const stretches: Stretch[] = []
  const doubts: Doubt[] = []
  let { question } = section
  let from = typedValueAt
  let isSpoken = !section.isMarked
  let valueEnd = question ? endOfValue(question, text.folded, valueAt, at) : undefined
  const close = (to: number) => {
    const typed = text.typed.slice(from, to)
    if (!question && isFiller(table, foldText(typed))) return
    stretches.push({ typed, isFirst: stretches.length === 0, ...(question ? { question } : {}) })
  }
  for (let place = valueEnd ?? valueAt; place < text.folded.length; place++) {
    const word = wordAt(table, text.folded, place)
    const found =
      namedAt(table, text, place) ??
      (word && (markedAt(word, text, place) ?? plainLabelAt(table, text, place, at)))
    if (!found || used.has(found.question)) continue
    const isLoose = isSpoken || !question || !isOpenText(question)
    const before = question ? '' : text.folded.slice(valueAt, place)
    const isEdge = isApart(text.folded, place) || place === valueEnd || isFiller(table, before)
    if (!found.isMarked && !isLoose && question && isLongText(question)) {
      const match = isOpenText(found.question)
        ? undefined
        : matchValue(found.question, text.folded, found.valueAt, at)
      if (match) {
        const typed = text.typed.slice(text.starts[place], text.ends[match.end - 1])
        const params = { text: typed.trim(), label: question.field.label }
        doubts.push({ field: found.question.field.name, text: typed, why: 'messages.saidInText', params })
        place = match.end - 1
      }
      continue
    }
    if (!found.isMarked && !isEdge && !(isLoose && isClear(found.question, word, question))) continue
    close(text.starts[place] ?? text.typed.length)
    question = found.question
    used.add(question)
    from = found.typedValueAt
    valueEnd = endOfValue(question, text.folded, found.valueAt, at)
    isSpoken = !found.isMarked
    place = Math.max(place, (valueEnd ?? found.valueAt) - 1)
  }
  close(text.typed.length)
  return { stretches, doubts }
}

/** Where an answer with a shape ends: what follows it is no part of it. */
const endOfValue = (question: Question, folded: string, from: number, at: ReadAt): number | undefined =>
  isOpenText(question) ? undefined : matchValue(question, folded, from, at)?.end

const isFiller = ({ fillers }: LabelTable, folded: string): boolean =>
  folded !== '' && folded.length <= 16 && fillers.has(labelKey(folded))

/**
 * Whether a label is meant though nothing sets it apart: an answer of its shape follows it, or it is a whole label that
 * stands in a name; in longer texts the short ones are words like any other.
 */
function isClear(question: Question, word: LabelWord | undefined, within: Question | undefined): boolean {
  if (isRows(question)) return false
  if (!isOpenText(question)) return true
  const isName = within !== undefined && !isLongText(within)
  return word?.isBare === true && (word.word.length >= 3 || isName)
}

const NAME = /^[^\s:=,;。|()]{2,16}(?=[:=])/

/** Any name for a field that stands apart and has a colon: 同意书编号：A123. */
function namedAt(table: LabelTable, text: FoldedText, place: number): FoundLabel | undefined {
  const name = isApart(text.folded, place) ? NAME.exec(text.folded.slice(place, place + 18))?.[0] : undefined
  const question = name === undefined ? undefined : findByName(table, name)
  if (name === undefined || !question) return undefined
  return { question, isMarked: true, ...behind(text, place + name.length) }
}

/** A word with a colon right behind it or its unit. */
function markedAt({ word, question }: LabelWord, text: FoldedText, place: number): FoundLabel | undefined {
  const end = skipUnit(text.folded, place + word.length)
  const mark = skipBlank(text.folded, end)
  if (!/[:=]/.test(text.folded.charAt(mark))) return undefined
  return { question, isMarked: true, ...behind(text, mark) }
}

const isApart = (folded: string, place: number): boolean =>
  place === 0 || /[\s,.。;:!?、|/()]/.test(folded.charAt(place - 1))
