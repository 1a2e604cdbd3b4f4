import type { Answers, Values } from '../../fields/field.ts'
import { parseAnswers } from '../../fields/parse-answers.ts'
import customerType from '../../records/customer/index.ts'
import { askedFields } from '../../records/record-type.ts'
import { foldText } from '../../text/fold-text.ts'
import type { ImportReport } from './import-report.ts'
import type { SheetRow } from './read-sheet.ts'

/** Columns with what people write above them; the first is what an error names. */
export const customerHeadings = {
  name: ['名称', 'Name', '客户'],
  aliases: ['简称', 'Short names', 'aliases'],
  kind: ['类别', 'Kind'],
  department: ['科室', 'Department'],
  phone: ['电话', 'Phone'],
  class: ['等级', 'Class'],
  contacts: ['联系人', 'Contacts'],
  owner: ['负责人邮箱', 'Owner e-mail', 'Owner'],
} as const

export interface CustomerLine {
  line: number
  values: Values
  /** Blank: an administrator owns it. */
  ownerEmail: string
}

/** What one line says, with everything that is wrong with it. */
export function readCustomerLine(
  { line, cells }: SheetRow,
  { today }: { today: string },
): { customer: CustomerLine; problems: ImportReport['problems'] } {
  const parsed = parseAnswers(askedFields(customerType), toAnswers(cells), { today })
  const problems = (parsed.ok ? [] : parsed.problems).map(({ path, key, params }) => ({
    line,
    column: columnOf(path),
    say: { key, ...(params ? { params } : {}) },
  }))
  const ownerEmail = cells.owner?.toLowerCase() ?? ''
  return { customer: { line, values: parsed.ok ? parsed.values : {}, ownerEmail }, problems }
}

const columnOf = (path: string): string =>
  customerHeadings[path.split('.')[0] as keyof typeof customerHeadings]?.[0] ?? path

const list = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[,，、;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

function toAnswers(cells: SheetRow['cells']): Answers {
  const choiceOf = (field: string, cell: string | undefined) => {
    if (cell === undefined) return null
    const texts = Object.values(customerType.texts).flatMap((t) => Object.entries(t.options?.[field] ?? {}))
    return texts.find(([, label]) => foldText(label) === foldText(cell))?.[0] ?? foldText(cell)
  }
  return {
    name: cells.name ?? null,
    aliases: list(cells.aliases).join('\n') || null,
    kind: choiceOf('kind', cells.kind),
    department: cells.department ?? null,
    phone: cells.phone ?? null,
    class: choiceOf('class', cells.class),
    contacts: list(cells.contacts).map((contact) => {
      const [name = '', ...title] = contact.split(/\s+/)
      return { name, title: title.join(' ') || null }
    }),
  }
}
