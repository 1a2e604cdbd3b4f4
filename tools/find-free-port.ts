import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that a system gives to whoever asks for any: between the look and the use of one, no connection that
 * is opened meanwhile takes it. Each process looks in its own part, one after the other, so that two do not find the
 * same.
 */
const firstPort = 20_000
const parts = 120
const portsInPart = 100
let turn = Math.floor(Math.random() * portsInPart)

/** A port of this machine that nobody listens on. */
export async function findFreePort(): Promise<number> {
  for (let looks = 0; looks < portsInPart; looks += 1) {
    turn = (turn + 1) % portsInPart
    const port = firstPort + (process.pid % parts) * portsInPart + turn
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  }
  server.close()
  await once(server, 'close')
  return true
}
