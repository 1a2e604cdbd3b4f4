/** A process that has loaded the product and begins when it is told to, so that the next one is there at once. */
import '../../src/compose.ts'
import { once } from 'node:events'

once(process.stdin, 'data').then(() => {
  process.stdin.destroy()
  return import('../../src/main.ts')
})
