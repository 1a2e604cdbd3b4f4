import { foldText } from '../../../text/fold-text.ts'
import type { Form } from '../../form.ts'
import { isRows, type Question, questionsOf } from '../question.ts'
import { bareLabel, isHan, labelWords } from './label-words.ts'

export interface LabelWord {
  word: string
  question: Question
  /** The whole label; the others are shorter names for it. */
  isBare: boolean
  /** Of the form's own language. */
  isOwn: boolean
}

/** Every name of a form's fields, folded. */
export interface LabelTable {
  questions: readonly Question[]
  /** Whole names, without blanks and hyphens. */
  exact: ReadonlyMap<string, Question>
  /** Names of a repeated group's columns, likewise. */
  columns: ReadonlyMap<string, { group: Question; column: Question }>
  /** By first character, the longest first: for names that nothing sets apart from what follows. */
  words: ReadonlyMap<string, readonly LabelWord[]>
  /** What stands around a name without changing it: the form's own title, and words of time and number. */
  fillers: ReadonlySet<string>
}

/** A name as it is compared: without blanks and hyphens, English words in the singular. */
export const labelKey = (folded: string): string =>
  folded
    .replace(/['’]/g, '')
    .split(/[\s\-_]+/)
    .map(toSingular)
    .join('')

const toSingular = (word: string): string => (/^[a-z]{3,}[^siu\W]s$/.test(word) ? word.slice(0, -1) : word)

export function makeLabelTable(form: Form, twin?: Form): LabelTable {
  const questions = questionsOf(form, twin)
  const words = [...wordsOf(questions, 0), ...(twin ? wordsOf(questions, 1) : [])]
  const exact = new Map<string, Question>()
  for (const { word, question } of words.toSorted((a, b) => Number(b.isBare) - Number(a.isBare))) {
    const key = labelKey(word)
    if (!exact.has(key)) exact.set(key, question)
  }
  const byFirst = new Map<string, LabelWord[]>()
  for (const each of words) {
    // One character is a word of any sentence, and 计划 of 计划拜访 would be one of most plans.
    if (each.word.length < 2 || (isRows(each.question) && !each.isBare)) continue
    for (const word of spellingsOf(each.word)) {
      const first = word.charAt(0)
      byFirst.set(first, [...(byFirst.get(first) ?? []), { ...each, word }])
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)
  const titles = [form, ...(twin ? [twin] : [])].map(({ title }) => labelKey(foldText(title)))
  const fillers = new Set([...FILLERS, ...titles])
  return { questions, exact, columns: columnsOf(questions), words: byFirst, fillers }
}

/** With hyphens and without, one of them and several. */
function spellingsOf(word: string): string[] {
  const spaced = [word, word.replaceAll('-', ' ')]
  const isEnglish = /^[a-z][a-z -]{2,}$/.test(word)
  const numbers = isEnglish ? spaced.flatMap((each) => [each, toSingular(each), `${each}s`]) : spaced
  return [...new Set(numbers)].filter((each) => !each.endsWith('ss'))
}

function wordsOf(questions: readonly Question[], language: number): LabelWord[] {
  const labels = questions.map(({ labels: all }) => all[language] ?? '')
  return labelWords(labels).flatMap(({ bare, others }, index) => {
    const question = questions[index]
    if (!question || bare === '') return []
    const own = { question, isOwn: language === 0 }
    return [{ ...own, word: bare, isBare: true }, ...others.map((word) => ({ ...own, word, isBare: false }))]
  })
}

function columnsOf(questions: readonly Question[]): LabelTable['columns'] {
  const columns = new Map<string, { group: Question; column: Question }>()
  for (const group of questions) {
    for (const column of group.columns) {
      for (const label of column.labels) columns.set(labelKey(bareLabel(label)), { group, column })
    }
  }
  return columns
}

/** The longest name that stands at a place of a folded text and ends there. */
export function wordAt({ words }: LabelTable, folded: string, at: number): LabelWord | undefined {
  const before = folded.charAt(at - 1)
  return words.get(folded.charAt(at))?.find(({ word }) => {
    if (!folded.startsWith(word, at)) return false
    if (isHan(word.charAt(0))) return true
    return !/[a-z0-9]/.test(before) && !/[a-z]/.test(folded.charAt(at + word.length))
  })
}

const FILLERS = [
  ...['', '本周', '下周', '这周', '我的', '预计', '计划', '目标', '数量', '数', '次数', '量', '情况', '安排'],
  ...['内容', '总', '拜访', '填写', '大概', '的', 'my', 'the', 'of', 'target', 'number'],
  ...['需要', '需', 'phone', 'planned', 'thisweek', 'nextweek', 'total'],
]

/**
 * The field that a name before a colon means: one of its names, one of them among filling words (电话数量), or a part
 * that no other label has (同意书). Undefined where it is none or could be several.
 */
export function findByName(table: LabelTable, name: string): Question | undefined {
  const key = labelKey(name)
  const exact = table.exact.get(key)
  if (exact || key.length > 16 || key.length < 2) return exact
  const among = [...table.exact].filter(([word]) => {
    const at = word.length < 2 ? -1 : key.indexOf(word)
    return at >= 0 && table.fillers.has(key.slice(0, at)) && table.fillers.has(key.slice(at + word.length))
  })
  const longest = among.reduce((most, [word]) => Math.max(most, word.length), 0)
  const best = new Set(among.filter(([word]) => word.length === longest).map(([, question]) => question))
  if (best.size > 0) return only(best)
  if (!isHan(key) && key.length < 4) return undefined
  return only(
    new Set([...table.exact].filter(([word]) => word.includes(key)).map(([, question]) => question)),
  )
}

/** The one list whose label ends with a name that several labels share: visits of planned visits, 拜访 of 计划拜访. */
export function listNamed({ questions, exact }: LabelTable, name: string): Question | undefined {
  const key = labelKey(name)
  if (key.length < (isHan(key) ? 2 : 4)) return undefined
  const lists = [...exact].filter(([word, question]) => isRows(question) && word.endsWith(key))
  return questions.some(isRows) ? only(new Set(lists.map(([, question]) => question))) : undefined
}

function only(questions: ReadonlySet<Question>): Question | undefined {
  const [question] = questions
  return questions.size === 1 ? question : undefined
}
