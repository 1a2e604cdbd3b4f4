import { sendForm } from '../../support/browser-form.ts'

/** A person's browser: real HTTP, a jar of cookies, and forms sent as they stand on the page. */
export interface Browser {
  /** Opens a safe link from chat: looks at its page, presses its button, and stands on the page behind it. */
  open(link: string): Promise<Page>
  get(path: string): Promise<Page>
  post(path: string, body: URLSearchParams): Promise<Page>
}

export interface Page {
  status: number
  /** Where the browser stands after all redirects. */
  path: string
  body: string
  cookie: string | null
  /** Fills in the form on the page and sends it. */
  send(changes: Readonly<Record<string, string>>): Promise<Page>
}

export function openBrowser(baseUrl: string, userAgent = 'Mozilla/5.0'): Browser {
  const jar = new Map<string, string>()

  const request = async (method: 'GET' | 'POST', path: string, body?: URLSearchParams): Promise<Page> => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,*/*',
        ...(jar.size > 0 ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        // Browsers say where a form comes from.
        ...(method === 'POST' ? { origin: baseUrl } : {}),
      },
      ...(body ? { body } : {}),
    })
    const cookie = response.headers.get('set-cookie')
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie ?? '') ?? []
    if (name && value !== undefined) jar.set(name, value)
    const target = response.headers.get('location')
    if (target) return request('GET', target)
    const text = await response.text()
    return {
      status: response.status,
      path,
      body: text,
      cookie,
      send: (changes) => request('POST', '/forms', sendForm(text, changes)),
    }
  }

  return {
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body),
    async open(link) {
      const { pathname, search } = new URL(link)
      const path = `${pathname}${search}`
      const shown = await request('GET', path)
      if (shown.status !== 200 || !shown.body.includes(`action="${path}"`)) return shown
      return request('POST', path)
    },
  }
}
