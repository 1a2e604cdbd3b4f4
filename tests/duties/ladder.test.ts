import { afterEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openStory, type Story } from './story.ts'

describe.each(databases)('the ladder on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  it('plays', async () => {
    story = await openStory(provider)
    console.log((await story.playTo('11-19 12:00', 60)).join('\n'))
    console.log((await story.duties('rep')).join('\n'))
    expect(1).toBe(1)
  })
})
