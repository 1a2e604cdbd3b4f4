/**
 * The main job: `npm start`. With Slack's variables in .env or the environment it is the product alone. Without them
 * the product runs against the local workspace: in a process of its own, and through Slack's base address only.
 */
import { isPlatformConfigured, readGiven } from '../src/config.ts'
import { startDemo } from './start-demo.ts'

if (isPlatformConfigured(readGiven())) await import('../src/main.ts')
else await startDemo()
