import { readEnvironment } from './config.ts'
import { AppError } from './errors.ts'

/** A stop that hangs must end all the same; what was acknowledged is in the database by then. */
const stopWithinMs = 20_000

const start = async () => {
  const config = readEnvironment()
  // Loaded only now: a configuration that is wrong is told at once.
  const { startFieldpost } = await import('./compose.ts')
  const fieldpost = await startFieldpost(config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), config.drainMs + stopWithinMs).unref()
      fieldpost.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

start().catch((error: unknown) => {
  // Also a database that this code must not touch.
  if (!(error instanceof AppError) || error.code !== 'config') throw error
  process.stderr.write(`Fieldpost cannot start.\n${error.message}\n`)
  process.exit(78)
})
