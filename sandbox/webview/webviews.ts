import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request as call } from 'undici'
import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import { readTitle, toFrameAnswer, toPageRequest } from './frame-page.ts'

/** What the browser inside of a phone shows. */
export interface WebPage {
  /** as the app knows it, not the address inside of the frame */
  url: string
  title: string
  /** what the page around it loads into its frame */
  frameUrl: string
}

export interface Webviews {
  /** The address under which this phone's frame finds the page. @throws ForeignPage for another machine's */
  open(userid: string, url: string): Promise<string>
  /** What this phone's browser has loaded last; undefined before its first page. */
  page(userid: string): WebPage | undefined
  /** Forgets cookies and pages. */
  reset(): void
  close(): Promise<void>
}

/** A page that only a real browser can open. */
export class ForeignPage extends Error {
  constructor(url: string) {
    super(`${url} is not on this machine`)
    this.name = 'ForeignPage'
  }
}

interface Parts {
  /** Where a phone goes that was sent to this address, such as the authorize page of the real platform. */
  readTarget(userid: string, url: URL): URL
  isLocal(url: URL): boolean
  nowMs(): number
  onPage(userid: string): void
}

/** Without keep-alive: an app that restarts between two pages must not meet a dead connection. */
const agent = new Agent({ pipelining: 0 })

/**
 * Browsers inside of phones. Each phone reaches each site through a port of its own: paths, redirects and scripts then
 * work as they are, two phones are two visitors, and a page in a frame cannot reach the page around it.
 */
export function createWebviews(parts: Parts): Webviews {
  const doors = new Map<string, Promise<Server>>()
  const jars = new Map<string, CookieJar>()
  const pages = new Map<string, WebPage>()

  const jarOf = (userid: string): CookieJar => {
    const jar = jars.get(userid) ?? createCookieJar(parts.nowMs)
    jars.set(userid, jar)
    return jar
  }

  const openDoor = async (userid: string, origin: string): Promise<string> => {
    const key = `${userid} ${origin}`
    const door = doors.get(key) ?? listen((request, answer) => serve(userid, origin, request, answer))
    doors.set(key, door)
    const { port } = (await door).address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  const open = async (userid: string, url: string): Promise<string> => {
    const target = parts.readTarget(userid, new URL(url))
    if (!parts.isLocal(target)) throw new ForeignPage(target.href)
    return `${await openDoor(userid, target.origin)}${target.pathname}${target.search}${target.hash}`
  }

  async function serve(userid: string, origin: string, request: IncomingMessage, answer: ServerResponse) {
    if (!parts.isLocal(new URL(`http://${request.headers.host}`))) {
      answer.writeHead(403).end()
      return
    }
    const target = parts.readTarget(userid, new URL(request.url ?? '/', origin))
    const jar = jarOf(userid)
    const method = request.method ?? 'GET'
    const hasBody = method !== 'GET' && method !== 'HEAD'
    try {
      const given = await call(target, {
        method,
        headers: toPageRequest(request.headers, target, jar.header(origin)),
        body: hasBody ? await readAll(request) : null,
        dispatcher: agent,
      })
      jar.keep(origin, [given.headers['set-cookie'] ?? []].flat())
      const headers = toFrameAnswer(given.headers)
      const { location } = given.headers
      if (location !== undefined) {
        const next = new URL(String(location), target).href
        // A foreign address stays what it is: the frame then says that it cannot be shown.
        headers.location = await open(userid, next).catch(() => next)
      }
      const bytes = Buffer.from(await given.body.arrayBuffer())
      if (isPage(request, given.statusCode, headers)) {
        const frameUrl = `http://${request.headers.host}${request.url ?? '/'}`
        pages.set(userid, { url: target.href, title: readTitle(bytes.toString()), frameUrl })
        parts.onPage(userid)
      }
      answer.writeHead(given.statusCode, headers).end(bytes)
    } catch (error) {
      if (answer.headersSent) return void answer.destroy()
      const reason = error instanceof Error ? error.message : String(error)
      answer
        .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
        .end(`${target.origin}: ${reason}`)
    }
  }

  return {
    open,
    page: (userid) => pages.get(userid),
    reset() {
      jars.clear()
      pages.clear()
    },
    async close() {
      for (const door of doors.values()) {
        const server = await door
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

async function listen(serve: (request: IncomingMessage, answer: ServerResponse) => void): Promise<Server> {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A whole page, not a style sheet or what a script fetches. */
function isPage(request: IncomingMessage, status: number, headers: { [name: string]: unknown }): boolean {
  const destination = request.headers['sec-fetch-dest']
  const isNavigation = destination === undefined || destination === 'iframe' || destination === 'document'
  const isRedirect = status >= 300 && status < 400
  return isNavigation && !isRedirect && String(headers['content-type']).startsWith('text/html')
}
