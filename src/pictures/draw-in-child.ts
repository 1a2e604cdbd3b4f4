/**
 * Pictures are drawn in a process of their own that ends when it has been idle for a while: the engines keep some
 * 200 MB that a server, which draws on Friday evenings, should not hold all week.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { checkOrder, type PictureAnswer, type PictureOrder } from './picture-order.ts'

const idleMs = 5_000
const timeOutMs = 60_000

/** The picture could not be drawn; its words can still be sent. */
export class PictureFailed extends Error {
  override name = 'PictureFailed'
}

interface Drawer {
  process: ChildProcess
  waiting: Map<number, (answer: PictureAnswer) => void>
  idle: NodeJS.Timeout | undefined
}

let drawer: Drawer | undefined
let lastId = 0

/**
 * The picture as a PNG.
 * @throws ZodError for an input that cannot be drawn
 * @throws PictureFailed when the process died, was too slow or met a fault
 */
export async function drawInChild(order: PictureOrder): Promise<Uint8Array> {
  checkOrder(order)
  drawer ??= startDrawer()
  const own = drawer
  const id = ++lastId
  clearTimeout(own.idle)
  hold(own.process, true)
  const answer = await new Promise<PictureAnswer>((resolve) => {
    const timer = setTimeout(() => {
      resolve({ id, error: `not drawn within ${timeOutMs} ms` })
      own.process.kill('SIGKILL')
    }, timeOutMs)
    own.waiting.set(id, (received) => {
      clearTimeout(timer)
      resolve(received)
    })
    own.process.send({ id, order }, (error) => {
      if (error) own.waiting.get(id)?.({ id, error: error.message })
    })
  })
  own.waiting.delete(id)
  if (own.waiting.size === 0) rest(own)
  if ('error' in answer) throw new PictureFailed(answer.error)
  return new Uint8Array(answer.png)
}

function startDrawer(): Drawer {
  // From source it is TypeScript that runs, which only tsx makes a plain process understand.
  const isSource = import.meta.url.endsWith('.ts')
  const entry = fileURLToPath(new URL(`./draw-process.${isSource ? 'ts' : 'js'}`, import.meta.url))
  const child = fork(entry, [], {
    execArgv: isSource ? ['--import', import.meta.resolve('tsx')] : [],
    // Nothing of ours: no key and no token belongs into a process that paints.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const started: Drawer = { process: child, waiting: new Map(), idle: undefined }
  child.on('message', (message: PictureAnswer) => started.waiting.get(message.id)?.(message))
  const end = (why: string) => {
    if (drawer === started) drawer = undefined
    for (const [id, give] of started.waiting) give({ id, error: why })
  }
  child.on('error', (error) => end(error.message))
  child.on('exit', (code, signal) => end(`the drawing process ended: ${signal ?? code}`))
  return started
}

/** An idle drawer keeps nobody's process alive, and ends itself when its channel is closed. */
function rest(own: Drawer): void {
  hold(own.process, false)
  own.idle = setTimeout(() => {
    if (drawer === own) drawer = undefined
    if (own.process.connected) own.process.disconnect()
  }, idleMs)
  own.idle.unref()
}

function hold(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}
