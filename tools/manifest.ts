/** Writes the Slack app's manifest from the code: `npm run manifest`. A test holds the file against it. */
import { writeManifest } from '../bots/slack/manifest.ts'

writeManifest()
