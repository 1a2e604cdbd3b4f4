import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { traceWork } from './trace.ts'

it('writes one JSON object a line, with its time in UTC, whatever is in it', () => {
  const written: string[] = []
  const log = createLogger('info', { write: (text) => void written.push(text) })
  const err = new Error('two\nlines')
  log.child({ platform: 'p\r\n{"msg":"forged"}' }).error({ err, text: '\u2028\u001b[31m' }, 'failed\nforged')
  const [line = '', ...others] = written.join('').split('\n')
  expect(others).toEqual([''])
  expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'failed\nforged', err: { message: 'two\nlines' } })
  expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

it('puts what set work off into every line said meanwhile', async () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => void lines.push(line) })
  await traceWork('message:m1', async () => log.child({ platform: 'p' }).info('one'))
  log.info('another')
  expect(lines.map((line) => JSON.parse(line).cause)).toEqual(['message:m1', undefined])
})
