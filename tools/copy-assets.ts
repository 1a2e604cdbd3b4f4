/** Puts what is read at run time and is not code at the same place beside the built code. */
import { cpSync } from 'node:fs'

const assets = ['sandbox/demo', 'sandbox/page/dist', 'src/web/static', 'bots/slack/manifest.json']

for (const asset of assets) cpSync(asset, `dist/${asset}`, { recursive: true })
