import { describe, it } from 'vitest'
import { fileReport } from './support/file-records.ts'
import { awaitMessage } from './support/find-messages.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { useWorld } from './world.ts'

describe('in Socket Mode, without a public address', () => {
  const world = useWorld('sqlite', { mode: 'socket' })

  it('the weekly plan goes its way as over HTTP', () => tellPlanStory(world().slack))

  it('a connection that is cut without a word is made anew', async () => {
    const { slack } = world()
    await slack.faults.add({ on: 'socket', effect: 'kill-now' })
    await slack.waitFor({ type: 'connections', atLeast: 1 }, { timeoutMs: 15_000 })
    await fileReport(slack.as('chen'), '断线之后')
    await awaitMessage(slack.as('lin'), ['周报', '断线之后'])
  })
})
