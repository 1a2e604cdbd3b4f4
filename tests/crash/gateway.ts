import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Stage, Way } from './kill-plan.ts'

/** Where a request goes on to, and of which process it is. */
export interface Route {
  way: Way
  url: URL
  process: number
}

export interface Gateway {
  url: string
  close(): Promise<void>
}

/**
 * Stands between platform and product both ways and passes everything on as it came, byte for byte, so that signatures
 * hold. `passing` is told of each step; true means that the process is dead now, and then nobody gets an answer.
 * @param find undefined where nobody is there to take it
 */
export async function openGateway(
  find: (path: string) => Route | undefined,
  passing: (stage: Stage, route: Route) => boolean,
): Promise<Gateway> {
  const server = createServer((incoming, response) => {
    const route = find(incoming.url ?? '/')
    if (!route) {
      incoming.resume()
      response.writeHead(502).end()
      return
    }
    pass(incoming, response, route, passing).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  route: Route,
  passing: (stage: Stage, route: Route) => boolean,
): Promise<void> {
  const body = await readAll(incoming)
  if (route.way === 'out' && passing('came', route)) {
    response.destroy()
    return
  }
  const { method } = incoming
  const { connection: _, 'transfer-encoding': __, ...headers } = incoming.headers
  // A connection of its own: one that a dead process left behind would look like a refusal.
  const onward = request(route.url, {
    method,
    headers: { ...headers, 'content-length': body.length },
    agent: false,
  })
  const answering = new Promise<IncomingMessage>((resolve, reject) => {
    onward.once('response', resolve).once('error', reject)
  })
  onward.end(body, () => {
    if (route.way === 'in') passing('came', route)
  })
  const answer = await answering
  const answered = await readAll(answer)
  if (passing('done', route)) {
    response.destroy()
    return
  }
  const { connection: ___, 'transfer-encoding': ____, ...given } = answer.headers
  response.writeHead(answer.statusCode ?? 502, { ...given, 'content-length': answered.length })
  response.end(answered, () => passing('answered', route))
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
