/**
 * Making duties and climbing their ladder, on SQLite: reps who all owe a plan, a report and a day's log on one
 * Thursday, then the sweep in which every one of them is reminded at once. Each run is a process's first.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { climbDuties } from '../src/services/duties/sweep/climb-duties.ts'
import { makeDuties } from '../src/services/duties/sweep/make-duties.ts'
import { migrate } from '../src/store/migrate.ts'
import { newId } from '../src/store/new-id.ts'
import { openStore, type Store } from '../src/store/open-store.ts'
import { openOffice } from './open-office.ts'

export interface DutyFigures {
  duties: number
  makeMs: number
  /** The sweep that finds out when each duty's first rung comes. */
  planMs: number
  /** The sweep in which a rung of every duty fires, with its message. */
  climbMs: number
  messages: number
  /** The most that resident memory grew over what it was before, in MB. */
  grownMb: number
}

const kinds = 3
const peopleInTeam = 100
/** Thursday of week 47, ten in the morning and past six in the evening of Shanghai. */
const morning = '2026-11-19T02:00:00Z'
const evening = '2026-11-19T10:05:00Z'

export async function measureDuties(duties: number): Promise<DutyFigures> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-bench-'))
  const url = `file:${join(dir, 'bench.db')}`
  await migrate(url)
  const store = await openStore({ url })
  try {
    await seedPeople(store, Math.ceil(duties / kinds))
    return await measure(store, duties)
  } finally {
    await store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measure(store: Store, wanted: number): Promise<DutyFigures> {
  const office = openOffice(store, morning)
  const memory = watchMemory()
  const make = await time(() => makeDuties(office))
  const plan = await time(() => climbDuties(office, 'duties'))
  office.clock.set(evening)
  const climb = await time(() => climbDuties(office, 'duties'))
  const made = make.result.made
  // The drafts of a person's plan and report come together, the reminder of their log by itself.
  const messages = (made / kinds) * 2
  if (made < wanted || climb.result.fired !== made || climb.result.messages !== messages) {
    throw new Error(`${made} made, ${climb.result.fired} rungs, ${climb.result.messages} messages`)
  }
  return {
    duties: made,
    makeMs: make.ms,
    planMs: plan.ms,
    climbMs: climb.ms,
    messages: climb.result.messages,
    grownMb: memory.stop(),
  }
}

async function time<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { ms: Math.round(performance.now() - start), result }
}

function watchMemory() {
  globalThis.gc?.()
  const rssMb = () => process.memoryUsage.rss() / 2 ** 20
  const before = rssMb()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, rssMb())
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(Math.max(most, rssMb()) - before)
    },
  }
}

/** Teams of a hundred with a supervisor each. */
async function seedPeople(store: Store, reps: number): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z')
  const rootId = newId(at)
  await store.db.team.create({ data: { id: rootId, key: 'company', name: '南湾医药' } })
  for (let first = 0; first < reps; first += peopleInTeam) {
    const index = first / peopleInTeam
    const teamId = newId(at)
    await store.transaction(async (tx) => {
      await tx.team.create({
        data: { id: teamId, key: `team-${index}`, name: `南湾${index}组`, parentId: rootId },
      })
      const people = Array.from({ length: Math.min(peopleInTeam, reps - first) + 1 }, (_, i) => ({
        id: newId(at),
        name: i === 0 ? '林知夏' : '陈小满',
        teamId,
        language: i % 10 === 1 ? 'en' : 'zh-CN',
        zone: 'Asia/Shanghai',
        createdAt: at,
        updatedAt: at,
      }))
      await tx.person.createMany({ data: people })
      await tx.roleGrant.createMany({
        data: people.map(({ id }, i) => ({ personId: id, teamId, role: i === 0 ? 'supervisor' : 'rep' })),
      })
      await tx.identity.createMany({
        data: people.map(({ id, name }) => ({
          platform: 'slack',
          workspace: 'T0FIELD001',
          platformUserId: `U${id}`,
          displayName: name,
          personId: id,
          createdAt: at,
          updatedAt: at,
        })),
      })
    })
  }
}
