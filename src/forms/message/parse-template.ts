import { findPeriod } from '../../calendar/periods.ts'
import { type Answers, isBlank } from '../../fields/field.ts'
import { answersOf, type Form } from '../form.ts'
import { makeLabelTable } from './labels/label-table.ts'
import { frameOf } from './lines/frame.ts'
import { readLines } from './lines/read-lines.ts'
import { isRows, type Question } from './question.ts'
import { type Collected, startCollecting } from './sections/collect.ts'
import { cutRunOn } from './sections/cut-run-on.ts'
import { readSections } from './sections/read-sections.ts'
import { splitSections } from './sections/split-sections.ts'
import type { ParseAt, ReadAt, TemplateReading } from './template-reading.ts'

/**
 * Reads a template that somebody has filled in, or whatever they wrote instead, against the form that it was made
 * from. Several messages of one template are given joined by line ends, in their order. Pure; never throws; in time
 * linear in the text.
 */
export function parseTemplate(form: Form, text: string, { twin, ...at }: ParseAt): TemplateReading {
  const table = makeLabelTable(form, twin)
  const frame = frameOf(form, twin)
  const reading: ReadAt = { ...weekOf(form), ...at }
  const sections = splitSections(table, frame, readLines(text, frame), reading)
  const taken = new Set(sections.flatMap(({ question }) => question ?? []))
  const into = startCollecting()
  const cuts = sections.map((section) => {
    const { stretches, doubts } = cutRunOn(table, section, taken, reading)
    for (const { question } of stretches) if (question) taken.add(question)
    return { section, stretches, doubts }
  })
  readSections(into, table.questions, cuts, reading)
  for (const doubt of cuts.flatMap(({ doubts }) => doubts)) {
    if (!into.answers.has(doubt.field) && !into.missing.has(doubt.field)) into.doubts.push(doubt)
  }
  return {
    isLabelled: cuts.some(
      ({ section, stretches }) =>
        section.question !== undefined || stretches.some(({ question }) => question),
    ),
    answers: Object.fromEntries(into.answers),
    lookups: into.lookups,
    missing: missingPaths(form, table.questions, into),
    unread: into.unread,
    doubtful: into.doubts,
    ...(into.kept.length > 0 ? { kept: into.kept } : {}),
  }
}

function weekOf({ purpose }: Form): Pick<ReadAt, 'week'> {
  const period = purpose.kind === 'file' && purpose.periodKey ? findPeriod(purpose.periodKey) : undefined
  return period?.kind === 'week' ? { week: { start: period.start, end: period.end } } : {}
}

/** What has to be asked, in the form's order and then that of its rows. */
function missingPaths(form: Form, questions: readonly Question[], into: Collected): string[] {
  const answers: Answers = { ...answersOf(form.fields), ...Object.fromEntries(into.answers) }
  const named = new Set(into.lookups.map(({ path }) => path))
  return questions.flatMap((question) => {
    const { name, required, input } = question.field
    if (input.shape === 'secure') return []
    if (isRows(question)) {
      const inside = [...into.missing].filter((path) => path === name || path.startsWith(`${name}.`))
      return inside.length === 0 && required && isBlank(answers[name]) ? [name] : inside
    }
    const isMissing = into.missing.has(name) || (required && isBlank(answers[name]) && !named.has(name))
    return isMissing ? [name] : []
  })
}
