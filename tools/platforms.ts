/** Writes docs/platforms.md from what every front end says of itself: `npm run platforms`. A test holds the file against it. */
import { writeFileSync } from 'node:fs'
import { slackCapabilities } from '../bots/slack/capabilities.ts'
import { appCapabilities, smartBotCapabilities } from '../bots/wecom/capabilities.ts'
import { writeTable } from '../src/capabilities/features.ts'
import { webCapabilities } from '../src/web/capabilities.ts'

export const platformsFile = 'docs/platforms.md'

export const platformsDocument = (): string =>
  [
    '# What works where',
    '',
    'Written by `npm run platforms` from what each front end says of itself; every row is lived by a test that `src/capabilities/features.ts` names. A number leads to the reason below the table.',
    '',
    writeTable({
      Slack: slackCapabilities,
      'WeCom app': appCapabilities,
      'WeCom smart bot': smartBotCapabilities,
      Web: webCapabilities,
    }),
    '',
  ].join('\n')

if (import.meta.filename === process.argv[1]) writeFileSync(platformsFile, platformsDocument())
