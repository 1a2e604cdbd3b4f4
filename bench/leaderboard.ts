/**
 * The board of 1,000 reps over a year of 1,000,000 activities on SQLite, against the plain GROUP BY over all of them
 * on the same database. The board does more: it weighs plans, filing and field days as well, and looks up what the
 * board before said.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { addDays } from '../src/calendar/days.ts'
import { nextPeriod, PERIOD_KINDS, parsePeriod, periodOf } from '../src/calendar/periods.ts'
import { instantOf } from '../src/calendar/zones.ts'
import { readLeaderboard } from '../src/services/metrics/read-leaderboard.ts'
import type { Office } from '../src/services/office.ts'
import { readTalliesOf } from '../src/store/metrics/score-reads.ts'
import { migrate } from '../src/store/migrate.ts'
import { openStore } from '../src/store/open-store.ts'
import type { SqliteStore } from '../src/store/store.ts'
import { openOffice } from './open-office.ts'

const reps = 1_000
const activities = 1_000_000
const customersEach = 30
const plannedVisits = 6
const warmUps = 2
const runs = 7
/** Friday evening of week 47, with almost the whole year behind it. */
const evening = '2026-11-20T10:20:00Z'

type Writer = Parameters<Parameters<SqliteStore['write']>[0]>[0]

/** Milliseconds, medians; ratios to the plain GROUP BY. */
export async function measureLeaderboard(): Promise<Record<string, number>> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'))
  const url = `file:${join(dir, 'bench.db')}`
  await migrate(url)
  const store = await openStore({ url, synchronous: 'NORMAL' })
  if (store.provider !== 'sqlite') throw new Error('the board is measured on SQLite')
  try {
    const office = openOffice(store, evening)
    await seed(store, office)
    return await measure(store, office)
  } finally {
    await store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measure(store: SqliteStore, office: Office): Promise<Record<string, number>> {
  const grouped = store.reader.prepare(`
    SELECT "Record"."ownerId", "Activity"."kind", COUNT(*), COUNT(DISTINCT "Activity"."day")
      FROM "Activity" JOIN "Record" ON "Record"."id" = "Activity"."recordId"
     WHERE "Record"."status" <> 'withdrawn' AND "Activity"."day" BETWEEN '2026-01-01' AND '2026-12-31'
     GROUP BY "Record"."ownerId", "Activity"."kind"`)
  const board = async (key: string) => {
    const { groups } = await readLeaderboard(office, ['team'], parsePeriod(key))
    const ranked = groups[0]?.rows.length ?? 0
    if (ranked !== reps) throw new Error(`${ranked} ranked in ${key}`)
  }
  const groupByMs = await median(async () => grouped.all())
  const ids = Array.from({ length: reps }, (_, rep) => nameOf(rep))
  const totals = async () =>
    readTalliesOf(store.db, ids, '2026', ['visit_new', 'visit_old', 'call', 'field_days'])
  const figures: Record<string, number> = { 'GROUP BY (ms)': groupByMs }
  for (const [name, work] of [
    // The very numbers that the GROUP BY gives.
    ['year’s totals', totals],
    ['board of the week', () => board('2026-W47')],
    ['board of the month', () => board('2026-11')],
  ] as const) {
    const ms = await median(work)
    figures[`${name} (ms)`] = ms
    figures[`${name}, ratio`] = ms / groupByMs
  }
  return figures
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let run = -warmUps; run < runs; run++) {
    const start = performance.now()
    await work()
    if (run >= 0) took.push(performance.now() - start)
  }
  return took.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}

async function seed(store: SqliteStore, office: Office): Promise<void> {
  const { calendar } = office.policies.now()
  const days = calendar.workdaysBetween('2026-01-01', '2026-11-20')
  await store.write((writer) => {
    writer.exec('BEGIN')
    seedPeople(writer)
    seedBoardsBefore(writer)
    for (let rep = 0; rep < reps; rep++) {
      seedActivities(writer, rep, days)
      seedWeeks(writer, rep)
    }
    writer.exec('COMMIT')
    writer.exec('ANALYZE')
  })
}

const at = '2025-12-01T00:00:00.000+00:00'
const nameOf = (rep: number) => `rep-${String(rep).padStart(4, '0')}`
const customerOf = (rep: number, index: number) => `customer-${rep}-${index % customersEach}`

const prepared = new WeakMap<Writer, Map<string, ReturnType<Writer['prepare']>>>()

/** One statement a shape of row, kept prepared. */
function insert(writer: Writer, table: string, row: Readonly<Record<string, unknown>>): void {
  const known = prepared.get(writer) ?? new Map<string, ReturnType<Writer['prepare']>>()
  prepared.set(writer, known)
  const columns = Object.keys(row)
  const key = `${table} ${columns.join()}`
  const names = columns.map((column) => `"${column}"`).join()
  const statement =
    known.get(key) ??
    writer.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join()})`)
  known.set(key, statement)
  statement.run(Object.values(row))
}

function seedPeople(writer: Writer): void {
  insert(writer, 'Team', { id: 'team', key: 'company', name: '南湾医药' })
  for (let rep = 0; rep < reps; rep++) {
    const person = { id: nameOf(rep), name: `陈小满${rep}`, teamId: 'team', language: 'zh-CN' }
    const flags = { isActive: 1, isRegisteredRep: 0, isClinician: 0, hasEmploymentContract: 1 }
    insert(writer, 'Person', { ...person, zone: 'Asia/Shanghai', ...flags, createdAt: at, updatedAt: at })
    insert(writer, 'RoleGrant', { personId: nameOf(rep), role: 'rep', teamId: 'team' })
  }
}

/** What the jobs of the periods before have kept. */
function seedBoardsBefore(writer: Writer): void {
  for (const periodKey of ['2026-W46', '2026-10']) {
    for (let rep = 0; rep < reps; rep++) {
      insert(writer, 'Tally', {
        periodKey,
        metric: 'score',
        personId: nameOf(rep),
        value: 8_000 + (rep % 50) * 10,
      })
    }
  }
}

let lastNumber = 0

function insertRecord(writer: Writer, id: string, type: string, rep: number, periodKey: string | null): void {
  const record = {
    id,
    type,
    number: `N-${++lastNumber}`,
    status: type === 'activity' ? 'logged' : 'approved',
  }
  const owner = { ownerId: nameOf(rep), teamId: 'team', periodKey, revision: 1 }
  insert(writer, 'Record', { ...record, ...owner, createdAt: at, updatedAt: at, statusAt: at })
}

const kinds = ['visit_new', 'visit_old', 'call', 'visit_old'] as const

/** A rep's year, with the running totals that filing it would have kept. */
function seedActivities(writer: Writer, rep: number, days: readonly string[]): void {
  const totals = new Map<string, number>()
  const add = (day: string, metric: string) => {
    for (const key of PERIOD_KINDS.map((kind) => periodOf(day, kind).key)) {
      totals.set(`${key} ${metric}`, (totals.get(`${key} ${metric}`) ?? 0) + 1)
    }
  }
  const own = activities / reps
  let lastDay = ''
  for (let index = 0; index < own; index++) {
    const day = days[Math.floor((index * days.length) / own)] ?? days[0] ?? ''
    const kind = kinds[(index + rep) % kinds.length] ?? 'call'
    const id = `activity-${rep}-${index}`
    insertRecord(writer, id, 'activity', rep, null)
    insert(writer, 'Activity', { recordId: id, kind, customer: customerOf(rep, index), minutes: 30, day })
    add(day, kind)
    if (day !== lastDay) add(day, 'field_days')
    lastDay = day
  }
  for (const [key, value] of totals) {
    const [periodKey, metric] = key.split(' ')
    insert(writer, 'Tally', { periodKey, metric, personId: nameOf(rep), value })
  }
}

/** A plan with its visits and both duties for every week. */
function seedWeeks(writer: Writer, rep: number): void {
  const last = parsePeriod('2026-W48')
  for (let week = periodOf('2026-01-05', 'week'); week.start <= last.start; week = nextPeriod(week)) {
    const id = `plan-${rep}-${week.key}`
    insertRecord(writer, id, 'weekly-plan', rep, week.key)
    insert(writer, 'WeeklyPlan', {
      recordId: id,
      goals: '回访',
      newVisitTarget: 5,
      oldVisitTarget: 8,
      callTarget: 5,
    })
    for (let position = 0; position < plannedVisits; position++) {
      const customer = customerOf(rep, week.index * 4 + position)
      const day = addDays(week.start, position % 5)
      insert(writer, 'WeeklyPlanVisit', { recordId: id, position, customer, purpose: '回访', day })
    }
    for (const [kind, dueDay] of [
      ['weekly-plan', addDays(week.start, -3)],
      ['weekly-report', addDays(week.start, 4)],
    ] as const) {
      const dueAt = instantOf(dueDay, 18 * 60, 'Asia/Shanghai')
        .toISOString()
        .replace('Z', '+00:00')
      const duty = { id: `${kind}-${rep}-${week.key}`, personId: nameOf(rep), teamId: 'team', kind }
      const state = (rep + week.index) % 9 === 0 ? 'late' : 'filed'
      insert(writer, 'Duty', { ...duty, periodKey: week.key, dueAt, state, createdAt: at })
    }
  }
}
