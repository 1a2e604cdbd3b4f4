import type { Actor } from '../../access/actor.ts'
import { nextPeriod, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { NotPermitted } from '../../errors.ts'
import type { Option } from '../../forms/form.ts'
import { labelOf } from '../../records/build-form.ts'
import type { RecordType } from '../../records/record-type.ts'
import { readTeamTree } from '../../store/people.ts'
import { type Office, todayOf } from '../office.ts'
import { readNames } from '../records/names.ts'
import { periodLabel } from '../records/period-label.ts'
import { showValue } from '../records/show-value.ts'
import { findPage, type RecordFilters } from './find-page.ts'

export interface Table {
  /** Label of the record type. */
  title: string
  /** Labels of the type's own columns; number, state, owner and period stand before them. */
  columns: readonly string[]
  rows: readonly TableRow[]
  /** As far as is counted. */
  total: number
  hasMore: boolean
  page: number
  pages: number
  /** What each filter offers; one that would offer a single choice is left out. */
  filters: Readonly<Partial<Record<ChoiceFilter, readonly Option[]>>>
  /** Its records have names, by which they can be looked for. */
  hasNames: boolean
  mayExport: boolean
  mayFile: boolean
}

export type ChoiceFilter = Exclude<keyof RecordFilters, 'name'>

interface TableRow {
  id: string
  number: string
  state: string
  owner: string
  period: string
  cells: readonly string[]
}

const perPage = 25
/** Past periods a list can be narrowed down to: a quarter of weeks, a year of months. */
const offeredPeriods = { week: 13, month: 12 } as const

/**
 * A page of a record type's table as this person may see it. Sealed answers are never in a table.
 * @throws NotPermitted where the person may see no record of the type whatever its owner
 */
export async function listTable(
  office: Office,
  actor: Actor,
  input: { type: RecordType; filters: RecordFilters; page: number },
): Promise<Table> {
  const { type, filters } = input
  const { language } = actor
  if (type.access.read.rows(actor).anyOf.length === 0) throw new NotPermitted(`table of ${type.id}`)
  const { records, ...paging } = await findPage(office, actor, type, { ...input, perPage })
  const names = await readNames(
    office.store.db,
    type.fields,
    records.map((r) => r.values),
    records.map((r) => r.ownerId),
  )
  const columns = type.list.filter((name) => type.fields[name]?.sensitive === false)
  const texts = type.texts[language]
  return {
    title: texts.label,
    columns: columns.map((name) => labelOf(type, name, language)),
    rows: records.map((record) => ({
      id: record.id,
      number: record.number,
      state: texts.states[record.status] ?? record.status,
      owner: names.of('person', record.ownerId) ?? '',
      period: record.periodKey ? periodLabel(record.periodKey, language) : '',
      cells: columns.map((name) => showValue(type, name, record.values[name] ?? null, { language, names })),
    })),
    ...paging,
    filters: await offerFilters(office, actor, type, filters),
    hasNames: type.nameField !== undefined,
    mayExport: type.access.export.rows(actor).anyOf.length > 0,
    mayFile: type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId }),
  }
}

async function offerFilters(office: Office, actor: Actor, type: RecordType, chosen: RecordFilters) {
  const { db } = office.store
  const visible = type.access.read.rows(actor).anyOf
  const seesAll = visible.some((f) => f.ownerId === undefined && f.teamIds === undefined)
  const teamIds = new Set(visible.flatMap((f) => f.teamIds ?? []))
  const teams = (await readTeamTree(db)).teams.filter((t) => seesAll || teamIds.has(t.id))
  const people = await db.person.findMany({
    where: {
      OR: [{ id: actor.personId }, { teamId: { in: teams.map((t) => t.id) } }],
      AND: { OR: [{ isActive: true }, { id: chosen.owner ?? '' }] },
    },
    orderBy: { name: 'asc' },
    take: 500,
  })
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map((r) => ({ value: r.id, label: r.name }))
  const all: Record<ChoiceFilter, Option[]> = {
    status: Object.entries(type.texts[actor.language].states).map(([value, label]) => ({ value, label })),
    period: offerPeriods(office, actor, type),
    team: named(teams),
    owner: named(people),
  }
  return Object.fromEntries(Object.entries(all).filter(([, options]) => options.length > 1))
}

function offerPeriods(office: Office, actor: Actor, type: RecordType): Option[] {
  if (!type.period && !type.dayField) return []
  const kind = type.period ?? 'month'
  const options: Option[] = []
  let period = nextPeriod(periodOf(todayOf(office, actor), kind))
  while (options.length <= offeredPeriods[kind]) {
    options.push({ value: period.key, label: periodLabel(period.key, actor.language) })
    period = previousPeriod(period)
  }
  return options
}
