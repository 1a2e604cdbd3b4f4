/**
 * A company with a year of work, written by SQL alone: as the product would have left it, but for the events, which
 * only grow at their end.
 */
import { addDays } from '../../src/calendar/days.ts'
import { periodOf } from '../../src/calendar/periods.ts'
import type { Store } from '../../src/store/open-store.ts'

export interface CompanySize {
  people: number
  activities: number
}

export const peopleInTeam = 100
const firstDay = '2026-01-01'
export const lastDay = '2026-11-19'
const joined = '2025-12-01 00:00:00'
/** Older days are read by nobody; longer periods stand for them. */
const dayTotalsFrom = '2026-11-01'

/** Ids of things, each kind with its own mark, as a program writes them and as SQL does. */
const markOf = { team: 'a', person: 'b', customer: 'c', activity: 'd', plan: 'e', duty: 'f' } as const
type Kind = keyof typeof markOf
export const idOf = (kind: Kind, n: number) =>
  `00000000-0000-7000-8${markOf[kind]}00-${String(n).padStart(12, '0')}`
const idIn = (kind: Kind, n: string) =>
  `'00000000-0000-7000-8${markOf[kind]}00-' || substr(CAST(1000000000000 + ${n} AS TEXT), 2)`
/** Beyond all that are counted. */
const top = 999_999_999
export const director = idOf('person', top)

/** @param days on which somebody works, in order */
export async function seedCompany(
  store: Store,
  { people, activities }: CompanySize,
  days: readonly string[],
): Promise<void> {
  const run = runnerOf(store)
  const isPostgres = store.provider === 'postgresql'
  const at = isPostgres ? `TIMESTAMP '${joined}'` : `'${joined.replace(' ', 'T')}.000+00:00'`
  const series = (count: number) =>
    isPostgres
      ? `generate_series(0, ${count - 1}) AS s(i)`
      : `(WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < ${count - 1}) SELECT i FROM s) AS s`
  const teams = Math.ceil(people / peopleInTeam)
  const customers = Math.max(20, Math.floor(people / 10))
  const each = Math.floor(activities / people)
  const company = idOf('team', top)
  const [person, team] = [idIn('person', 'i'), idIn('team', `i / ${peopleInTeam}`)]

  await run(`
    INSERT INTO "Team" ("id", "key", "name", "parentId") VALUES ('${company}', 'company', '南湾医药', NULL);
    INSERT INTO "Team" ("id", "key", "name", "parentId")
      SELECT ${idIn('team', 'i')}, 'team-' || i, '南湾' || i || '组', '${company}' FROM ${series(teams)};
    INSERT INTO "Person" ("id", "name", "teamId", "language", "zone", "createdAt", "updatedAt")
      SELECT ${person}, '陈小满' || i, ${team}, 'zh-CN', 'Asia/Shanghai', ${at}, ${at}
        FROM ${series(people)};
    INSERT INTO "Person" ("id", "name", "teamId", "language", "zone", "createdAt", "updatedAt")
      VALUES ('${director}', '沈若岚', '${company}', 'zh-CN', 'Asia/Shanghai', ${at}, ${at});
    INSERT INTO "RoleGrant" ("personId", "role", "teamId")
      SELECT ${person}, CASE WHEN i % ${peopleInTeam} = 0 THEN 'supervisor' ELSE 'rep' END, ${team}
        FROM ${series(people)};
    INSERT INTO "RoleGrant" ("personId", "role", "teamId") VALUES ('${director}', 'director', '${company}');
    INSERT INTO "Identity" ("platform", "workspace", "platformUserId", "displayName", "personId", "createdAt", "updatedAt")
      SELECT 'slack', 'T0FIELD001', 'U' || i, '陈小满' || i, ${person}, ${at}, ${at} FROM ${series(people)};`)

  /** One second after another from New Year on. */
  const filedAt = isPostgres
    ? `TIMESTAMP '2026-01-01' + s.i * INTERVAL '1 second'`
    : `strftime('%Y-%m-%dT%H:%M:%f+00:00', '2026-01-01', '+' || s.i || ' seconds')`
  const record = (
    id: string,
    type: string,
    status: string,
    owner: string,
    team: string,
    period: string,
    when = at,
  ) => `${id}, '${type}', ${id}, '${status}', ${owner}, ${team}, ${period}, 1, ${when}, ${when}, ${when}`
  const columns = `("id", "type", "number", "status", "ownerId", "teamId", "periodKey", "revision", "createdAt", "updatedAt", "statusAt")`
  await run(`
    INSERT INTO "Record" ${columns}
      SELECT ${record(idIn('customer', 'i'), 'customer', 'active', `'${director}'`, `'${company}'`, 'NULL')} FROM ${series(customers)};
    INSERT INTO "Customer" ("recordId", "name", "kind")
      SELECT ${idIn('customer', 'i')}, '南湾第' || i || '医院', 'hospital' FROM ${series(customers)};`)

  const owner = `s.i % ${people}`
  await run(`
    CREATE TABLE "BenchDay" ("i" INTEGER PRIMARY KEY, "day" TEXT, "week" TEXT, "month" TEXT, "quarter" TEXT, "year" TEXT);
    INSERT INTO "BenchDay" VALUES ${days.map(dayRow).join(', ')};
    INSERT INTO "Record" ${columns}
      SELECT ${record(idIn('activity', 's.i'), 'activity', 'logged', idIn('person', owner), idIn('team', `${owner} / ${peopleInTeam}`), 'NULL', filedAt)} FROM ${series(activities)};
    INSERT INTO "Activity" ("recordId", "kind", "customer", "minutes", "day")
      SELECT ${idIn('activity', 's.i')}, CASE s.i % 4 WHEN 0 THEN 'visit_new' WHEN 1 THEN 'call' ELSE 'visit_old' END,
             ${idIn('customer', `s.i % ${customers}`)}, 30, "BenchDay"."day"
        FROM ${series(activities)}
        JOIN "BenchDay" ON "BenchDay"."i" = (s.i / ${people}) * ${days.length} / ${each};`)

  for (const kind of ['day', 'week', 'month', 'quarter', 'year']) {
    const totals = (metric: string, count: string) => `
      INSERT INTO "Tally" ("periodKey", "metric", "personId", "value")
        SELECT "BenchDay"."${kind}", ${metric}, "Record"."ownerId", ${count}
          FROM "Activity" JOIN "Record" ON "Record"."id" = "Activity"."recordId"
          JOIN "BenchDay" ON "BenchDay"."day" = "Activity"."day"
         ${kind === 'day' ? `WHERE "Activity"."day" >= '${dayTotalsFrom}'` : ''}
         GROUP BY 1, 2, 3;`
    await run(totals(`"Activity"."kind"`, 'COUNT(*)'))
    await run(totals(`'field_days'`, 'COUNT(DISTINCT "Activity"."day")'))
  }

  for (const [n, week] of ['2026-W44', '2026-W45', '2026-W46', '2026-W47'].entries()) {
    const plan = idIn('plan', `${n} * ${people} + i`)
    await run(`
      INSERT INTO "Record" ${columns}
        SELECT ${record(plan, 'weekly-plan', 'approved', person, team, `'${week}'`)} FROM ${series(people)};
      INSERT INTO "WeeklyPlan" ("recordId", "goals", "newVisitTarget", "oldVisitTarget", "callTarget")
        SELECT ${plan}, '回访', 5, 8, 5 FROM ${series(people)};
      INSERT INTO "Duty" ("id", "personId", "teamId", "kind", "periodKey", "dueAt", "state", "recordId", "createdAt")
        SELECT ${idIn('duty', `${n} * ${people} + i`)}, ${person}, ${team}, 'weekly-plan', '${week}', ${at}, 'filed', ${plan}, ${at}
          FROM ${series(people)};`)
  }
  await run(`DROP TABLE "BenchDay"; ${isPostgres ? 'VACUUM ANALYZE' : 'ANALYZE'}`)
}

function runnerOf(store: Store): (sql: string) => Promise<unknown> {
  if (store.provider === 'sqlite') return (sql) => store.write((writer) => writer.exec(sql))
  // VACUUM stands in no transaction, as several statements sent together do.
  return async (sql) => {
    for (const statement of sql.split(';')) if (statement.trim()) await store.pool.query(statement)
  }
}

function dayRow(day: string, i: number): string {
  const keys = (['week', 'month', 'quarter', 'year'] as const).map((kind) => periodOf(day, kind).key)
  return `(${[i, `'${day}'`, ...keys.map((key) => `'${key}'`)].join(', ')})`
}

/** Workdays in between, by a rule of thumb that needs no calendar: Monday to Friday. */
export function workdays(): string[] {
  const days: string[] = []
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday > 0 && weekday < 6) days.push(day)
  }
  return days
}
