import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { traceWork } from './trace.ts'

it('puts what set work off into every line said meanwhile', async () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => void lines.push(line) })
  await traceWork('message:m1', async () => log.child({ platform: 'p' }).info('one'))
  log.info('another')
  expect(lines.map((line) => JSON.parse(line).cause)).toEqual(['message:m1', undefined])
})
