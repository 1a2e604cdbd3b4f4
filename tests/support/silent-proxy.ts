import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** In front of a server: a network that swallows everything without a word, as in a fail-over without a reset. */
export interface SilentProxy {
  port: number
  /** Connections stay open, and nothing passes any more, on those that come either. */
  fallSilent(): void
  /** New connections are served; those from before never hear anything again. */
  recover(): void
  close(): Promise<void>
}

export async function openSilentProxy(target: number): Promise<SilentProxy> {
  let isSilent = false
  const open = new Set<Socket>()
  const swallowed = new WeakSet<Socket>()
  const server = createServer((near) => {
    const far = isSilent ? undefined : connect(target, '127.0.0.1')
    const pairs: [Socket, Socket | undefined][] = far
      ? [
          [near, far],
          [far, near],
        ]
      : [[near, undefined]]
    for (const [from, to] of pairs) {
      open.add(from)
      from.on('data', (bytes) => {
        if (!swallowed.has(from)) to?.write(bytes)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        open.delete(from)
        if (!swallowed.has(from)) to?.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => {
      isSilent = true
      for (const each of open) swallowed.add(each)
    },
    recover: () => {
      isSilent = false
    },
    close: async () => {
      for (const each of open) each.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
