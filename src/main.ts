import { startFieldpost } from './compose.ts'
import { readEnvironment } from './config.ts'
import { ConfigError } from './errors.ts'

/** A stop that hangs must end all the same; what was acknowledged is in the database by then. */
const stopWithinMs = 20_000

try {
  const fieldpost = await startFieldpost(readEnvironment())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), stopWithinMs).unref()
      fieldpost.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`Fieldpost cannot start.\n${error.message}\n`)
  process.exit(78)
}
