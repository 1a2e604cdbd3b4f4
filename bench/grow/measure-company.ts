/** What people and jobs do, timed in a company that is there: medians in milliseconds, by what was done. */
import { performance } from 'node:perf_hooks'
import { nextPeriod, periodOf } from '../../src/calendar/periods.ts'
import { getRecordType } from '../../src/records/registry.ts'
import { climbDuties } from '../../src/services/duties/sweep/climb-duties.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { readLeaderboard } from '../../src/services/metrics/read-leaderboard.ts'
import type { Office } from '../../src/services/office.ts'
import { findActor } from '../../src/services/people/find-actor.ts'
import { listTable } from '../../src/services/reading/list-table.ts'
import { pressAction } from '../../src/services/records/press-action.ts'
import { director as directorId, idOf, lastDay, peopleInTeam } from './seed-company.ts'

const warmUps = 2
const runs = 9

export async function measureCompany(office: Office): Promise<Map<string, number>> {
  const figures = new Map<string, number>()
  const time = async (what: string, work: (run: number) => Promise<unknown>, times = runs) => {
    const took: number[] = []
    for (let run = -warmUps; run < times; run++) {
      const from = performance.now()
      await work(run + warmUps)
      if (run >= 0) took.push(performance.now() - from)
    }
    figures.set(what, took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN)
  }
  const once = async (what: string, work: () => Promise<unknown>) => {
    const from = performance.now()
    await work()
    figures.set(what, performance.now() - from)
  }
  const actor = async (id: string) => {
    const found = await findActor(office, id)
    if (!found) throw new Error(`${id} is missing`)
    return found
  }
  /** Somebody else each time, as it is on a Friday. */
  const rep = (run: number) => actor(idOf('person', 1 + run))
  const [supervisor, director] = [await actor(idOf('person', 0)), await actor(directorId)]
  const week = periodOf(lastDay, 'week')
  const table = (type: string, page: number) => ({ type: getRecordType(type), filters: {}, page })

  await time('a rep logs an activity', async (run) =>
    submitForm(office, await rep(run), {
      purpose: { kind: 'file', type: 'activity' },
      answers: { kind: 'call', customer: idOf('customer', run), day: lastDay },
      submissionKey: `grow-activity-${run}`,
      platform: 'bench',
    }),
  )
  const plans: string[] = []
  await time('a rep files a plan', async (run) => {
    const { recordId } = await submitForm(office, await rep(run), {
      purpose: { kind: 'file', type: 'weekly-plan', periodKey: nextPeriod(week).key },
      answers: { goals: '回访' },
      submissionKey: `grow-plan-${run}`,
      platform: 'bench',
    })
    plans.push(recordId)
  })
  await time('its approval', async (run) => {
    const input = { recordId: plans[run] ?? '', revision: 1, action: 'approve', platform: 'bench' }
    const { kind } = await pressAction(office, supervisor, input)
    if (kind !== 'done') throw new Error(`the approval is ${kind}`)
  })
  await time('home of a rep', async (run) => readHome(office, await rep(run), { hasRoom: true }))
  await time('home of a supervisor', async () => readHome(office, supervisor, { hasRoom: true }))
  await time('a rep’s own activities', async (run) => listTable(office, await rep(run), table('activity', 1)))
  await time('a team’s activities', async () => listTable(office, supervisor, table('activity', 1)))
  await time('a team’s plans', async () => listTable(office, supervisor, table('weekly-plan', 1)))
  await time('all activities, first page', async () => listTable(office, director, table('activity', 1)), 3)
  await time('a team’s board', () => readLeaderboard(office, [idOf('team', 0)], week))
  await once('the company’s board', async () => {
    const teams = await office.store.db.team.findMany({ select: { id: true } })
    return readLeaderboard(
      office,
      teams.map(({ id }) => id),
      week,
    )
  })
  await once('duties made for all', () => makeDuties(office))
  await time('duties looked through again', () => makeDuties(office), 3)
  await once('the ladder, every duty weighed', () => climbDuties(office, 'duties'))
  await time('the ladder again', () => climbDuties(office, 'duties'))
  if (peopleInTeam < warmUps + runs) throw new Error('the team is too small')
  return figures
}
