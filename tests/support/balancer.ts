import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** In front of several processes, with nothing sticky about it: each request goes to the next one. */
export interface Balancer {
  url: string
  /** How many requests each process has answered, in the order of `targets`. */
  answered: readonly number[]
  /** As networks do: from now on what is sent to these addresses arrives at every process, and the first answer counts. */
  repeat(isRepeated: (path: string) => boolean): void
  close(): Promise<void>
}

/** @param targets where the processes listen; who does not is passed over, as after a health check */
export async function openBalancer(targets: readonly string[], port = 0): Promise<Balancer> {
  const answered = targets.map(() => 0)
  let turn = 0
  let isRepeated: (path: string) => boolean = () => false
  const server = createServer((incoming, response) => {
    turn += 1
    const order = targets.map((_, n) => (turn + n) % targets.length)
    pass(incoming, order).then(
      (answer) => reply(response, answer),
      () => response.writeHead(502).end(),
    )
  })

  async function pass(incoming: IncomingMessage, order: readonly number[]): Promise<Answer> {
    const body = await buffer(incoming)
    const ask = async (n: number): Promise<Answer> => {
      const answer = await forward(incoming, body, targets[n] ?? '')
      answered[n] = (answered[n] ?? 0) + 1
      return answer
    }
    if (isRepeated(incoming.url ?? '/')) {
      const answers = await Promise.all(order.map(ask))
      return answers[0] as Answer
    }
    for (const n of order) {
      const answer = await ask(n).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') return undefined
        throw error
      })
      if (answer) return answer
    }
    throw new Error('nobody listens')
  }

  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    repeat(which) {
      isRepeated = which
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Answer {
  head: IncomingMessage
  body: Buffer
}

/** Byte for byte, so that signatures hold. */
async function forward({ method, url, headers }: IncomingMessage, body: Buffer, to: string): Promise<Answer> {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers
  const onward = request(new URL(url ?? '/', to), { method, headers: kept, agent: false })
  onward.end(body)
  const [head] = (await once(onward, 'response')) as [IncomingMessage]
  return { head, body: await buffer(head) }
}

function reply(response: ServerResponse, { head, body }: Answer): void {
  const { connection: _, 'transfer-encoding': __, ...headers } = head.headers
  response.writeHead(head.statusCode ?? 502, headers).end(body)
}
