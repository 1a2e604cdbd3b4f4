import { afterEach, expect, it } from 'vitest'
import { jobs } from '../../cron/jobs/index.ts'
import { runDueJobs } from '../../cron/run-due-jobs.ts'
import { createPolicyBook } from '../../src/policy/policy-book.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { defaultPolicy } from '../support/default-policy.ts'
import { openStory, type Story, toInstant } from './story.ts'

/** The State Council announces a year's holidays in the autumn before; whoever forgets to enter them finds this in January. */
let story: Story
afterEach(() => story.close())

it('a year whose holidays nobody has entered is lived on in: people file, the clock waits, administrators know', async () => {
  story = await openStory('sqlite', { start: '2026-12-30 09:06' })
  await story.goTo('12-30 09:06')
  await story.told()
  const { office, actors } = story
  const weeks = async () => (await story.duties('rep')).filter((duty) => duty.includes('2027-W0'))

  // Two weeks of January with nothing entered: no look fails, and nobody is reminded of what nobody can reckon.
  for (const local of ['2027-01-04 09:06', '2027-01-08 18:05', '2027-01-11 10:05']) await story.goTo(local)
  expect(story.logged.join('')).not.toContain('job failed')
  const plan = await openForm(office, actors.rep, { kind: 'file', type: 'weekly-plan' })
  expect(plan.fields.length).toBeGreaterThan(0)
  await readHome(office, actors.rep)
  const leave = await story.file('rep', 'leave', { kind: 'sick', fromDay: '2027-01-12', toDay: '2027-01-12' })
  await story.act('supervisor', leave, 'approve')
  await story.file('rep', 'activity', { kind: 'other', day: '2027-01-11' })
  const runner = { jobs: jobs.filter(({ id }) => ['watch', 'look-ahead'].includes(id)), owner: 'story' }
  await runDueJobs({ office, ...runner })
  const alerts = await office.store.db.alert.findMany()
  expect(alerts.map(({ key }) => key)).toContain('holidays:2027')

  // The year is entered and the product started anew: what is owed now is asked for.
  const entered = defaultPolicy(['years: {}', 'years: { 2027: { holidays: [2027-01-01], workdays: [] } }'])
  const policies = createPolicyBook([entered], story.clock)
  story.clock.set(toInstant('2027-01-14 09:06'))
  const due = jobs.filter(({ id }) => ['make-duties', 'close-period', 'climb-ladder'].includes(id))
  await runDueJobs({ office: { ...office, policies }, jobs: due, owner: 'story' })
  expect(await weeks()).toEqual(
    expect.arrayContaining([expect.stringContaining('weekly-plan 2027-W03 pending')]),
  )
})
