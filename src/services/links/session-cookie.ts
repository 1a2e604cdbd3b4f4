import type { Office } from '../office.ts'

/** The cookie that carries a session's token: out of reach of scripts, and not sent along by other sites' forms. */
export function sessionCookie(office: Office) {
  const secure = office.publicUrl.startsWith('https:')
  return {
    // The prefix makes the browser itself refuse the cookie from anywhere but this host over TLS.
    name: secure ? '__Host-fieldpost' : 'fieldpost',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const,
  }
}
