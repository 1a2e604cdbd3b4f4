/**
 * The main job: `npm start`. With Slack's variables in .env or the environment it is the product alone. Without them
 * the product runs against the local workspace: in a process of its own, and through Slack's base address only.
 */
import { readGiven } from '../src/config.ts'
import { startDemo } from './start-demo.ts'

const isConfigured = Object.entries(readGiven()).some(([name, value]) => name.startsWith('SLACK_') && value)
if (isConfigured) await import('../src/main.ts')
else await startDemo()
