import type { IncomingHttpHeaders } from 'node:http'

/** Between two neighbours only; what comes next sets its own. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** By this pages know WeCom's own browser, which logs its member in without a look. */
const OWN_BROWSER = 'MicroMessenger/7.0.1 wxwork/4.1.30'

type Headers = { [name: string]: string | string[] }

/**
 * A request as the phone's own browser would have sent it: no framing site is mentioned, nothing is packed, and the
 * cookies are those of the phone.
 */
export function toPageRequest(given: IncomingHttpHeaders, target: URL, cookie: string | undefined): Headers {
  const { host: _host, cookie: _cookie, origin, referer, ...rest } = given
  const headers = dropHeaders(rest, [...HOP_BY_HOP, 'accept-encoding', 'content-length', 'expect'])
  return {
    ...headers,
    'accept-encoding': 'identity',
    'user-agent': `${given['user-agent'] ?? 'Mozilla/5.0'} ${OWN_BROWSER}`,
    ...(origin === undefined ? {} : { origin: target.origin }),
    ...(referer === undefined || !URL.canParse(referer)
      ? {}
      : { referer: `${target.origin}${new URL(referer).pathname}` }),
    ...(cookie === undefined ? {} : { cookie }),
  }
}

/**
 * An answer that may be shown inside of the phone. Pages forbid other sites to frame them, and rightly; a phone's own
 * browser is no frame. Everything else that the page asks of browsers stays as it is.
 */
export function toFrameAnswer(given: IncomingHttpHeaders): Headers {
  const headers = dropHeaders(given, [
    ...HOP_BY_HOP,
    'x-frame-options',
    'set-cookie',
    'content-length',
    'location',
    'strict-transport-security',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
  ])
  const policy = given['content-security-policy']
  if (policy === undefined) return headers
  return { ...headers, 'content-security-policy': allowFraming(String(policy)) }
}

function allowFraming(policy: string): string {
  return policy
    .split(';')
    .map((directive) => directive.trim())
    .filter(
      (directive) => directive !== '' && !/^(frame-ancestors|upgrade-insecure-requests)\b/i.test(directive),
    )
    .join('; ')
}

/** The words between <title> tags, or ''. */
export function readTitle(html: string): string {
  const [, title = ''] = /<title[^>]*>([^<]*)<\/title>/i.exec(html) ?? []
  return title
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const ENTITIES: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function dropHeaders(given: IncomingHttpHeaders, names: readonly string[]): Headers {
  return Object.fromEntries(
    Object.entries(given).filter(
      (pair): pair is [string, string | string[]] => pair[1] !== undefined && !names.includes(pair[0]),
    ),
  )
}
