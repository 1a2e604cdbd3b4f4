import type { Office } from '../office.ts'
import { signInMinutes } from './sign-ins.ts'

/** The cookie that carries a session's token: out of reach of scripts, and not sent along by other sites' forms. */
export function sessionCookie(office: Office) {
  const secure = office.publicUrl.startsWith('https:')
  return {
    // The prefix makes the browser itself refuse the cookie from anywhere but this host over TLS.
    name: secure ? '__Host-fieldpost' : 'fieldpost',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const,
  }
}

/** Knows a browser again when it comes back from a platform's login, and lives no longer than that takes. */
export function signInCookie(office: Office) {
  const { name, options } = sessionCookie(office)
  return { name: `${name}-login`, options: { ...options, maxAge: signInMinutes * 60 } }
}
