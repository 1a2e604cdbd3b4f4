/**
 * Child process of the crash test: keeps deliveries and names each on standard output once `keep` has
 * resolved.
 */
import { systemClock } from '../../src/clock.ts'
import { createInbox } from '../../src/store/inbox.ts'
import { openStore } from '../../src/store/open-store.ts'

const store = await openStore({ url: process.argv[2] ?? '' })
const inbox = createInbox(store, systemClock)

async function keepForever(lane: number): Promise<never> {
  for (let i = 0; ; i += 1) {
    const deliveryId = `${lane}-${i}`
    await inbox.keep({
      platform: 'slack',
      deliveryId,
      kind: 'command',
      body: 'x'.repeat(500),
      receivedAt: new Date(),
    })
    // A pipe takes this at once, so a line that the parent reads was written after its delivery was kept.
    process.stdout.write(`${deliveryId}\n`)
  }
}
await Promise.all(Array.from({ length: 16 }, (_, lane) => keepForever(lane)))
