import { describe, it } from 'vitest'
import { fileRecord } from './support/file-record.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { useWorld } from './world.ts'

describe('in Socket Mode, without a public address', () => {
  const world = useWorld('sqlite', { mode: 'socket' })

  it('the weekly plan goes its way as over HTTP', () =>
    tellPlanStory(world().person('chen'), world().person('lin')))

  it('a connection that is cut without a word is made anew', async () => {
    const { slack, person } = world()
    await slack.faults.add({ on: 'socket', effect: 'kill-now' })
    await slack.waitFor({ type: 'connections', atLeast: 1 })
    await fileRecord(person('chen'), '周报', { 本周小结: '断线之后' })
    await person('lin').awaits('周报', '断线之后')
  })
})
