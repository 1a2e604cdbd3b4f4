import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The machine's own Chromium, kept from calling anybody. Throws with what to do when there is none. */
export function openChromium(): Promise<Browser> {
  const executablePath = process.env.FIELDPOST_CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) {
    throw new Error(
      `no Chromium at ${executablePath}: install one (Debian: apt-get install chromium) or set FIELDPOST_CHROMIUM to its path`,
    )
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
