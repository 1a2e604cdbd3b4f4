import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { slackCapabilities } from '../../bots/slack/capabilities.ts'
import { appCapabilities, smartBotCapabilities } from '../../bots/wecom/capabilities.ts'
import { features, writeTable } from '../../src/capabilities/features.ts'
import { webCapabilities } from '../../src/web/capabilities.ts'
import { platformsDocument, platformsFile } from '../../tools/platforms.ts'

describe('the table of what works where', () => {
  it('is what the front ends say of themselves', () => {
    expect(readFileSync(platformsFile, 'utf8')).toBe(platformsDocument())
  })

  it('names tests that are there', () => {
    const named = Object.values(features).flatMap(({ shownBy }) => shownBy)
    expect(named.filter((file) => !existsSync(file))).toEqual([])
  })

  it('gives a reason for every no, and each reason once', () => {
    const all = [slackCapabilities, appCapabilities, smartBotCapabilities, webCapabilities]
    const reasons = all.flatMap((each) =>
      Object.values(each).flatMap((support) => (support === 'yes' ? [] : Object.values(support))),
    )
    expect(reasons.length).toBeGreaterThan(10)
    expect(reasons.filter((reason) => !/\w.{20,}\.$/.test(reason))).toEqual([])
    const table = writeTable({ Slack: slackCapabilities, 'WeCom app': appCapabilities })
    for (const reason of new Set(
      [slackCapabilities, appCapabilities].flatMap((each) =>
        Object.values(each).flatMap((support) => (support === 'yes' ? [] : Object.values(support))),
      ),
    ))
      expect(table.split(reason)).toHaveLength(2)
  })
})
