import type { MessageKey } from '../../i18n/translate.ts'
import type { PlatformUser } from '../people/resolve-actor.ts'

/** A platform by which people come to the pages. */
export interface WayIn {
  platform: string
  /** What to do there, for somebody who has opened a page in a browser. */
  how: MessageKey
  /** Opens the conversation with us in the platform's own program. */
  program?: { label: MessageKey; findAddress(): Promise<string | undefined> }
  /** Absent where the platform brings people by links alone. */
  signIn?: SignIn
}

/** How a platform tells us who holds the browser. */
export interface SignIn {
  label: MessageKey
  /** Whether the browser is the platform's own: there a login takes nothing of the person, not even a look. */
  isInside(userAgent: string): boolean
  /** Where the platform asks; it sends the browser back to `back` with the state and a proof. */
  addressFor(wanted: { state: string; back: string; isInside: boolean }): string
  /**
   * Who the proof in the way back's query speaks of.
   * @throws AppError `link_expired` for a proof that is none or was used, NotPermitted for somebody from outside,
   * PlatformRefused, PlatformUnreachable, RateLimited
   */
  findUser(query: URLSearchParams): Promise<PlatformUser>
}

/** An address that logs in by this platform, whoever is in the browser, and goes on to a page. */
export const loginPath = (platform: string, to: string): string =>
  `/login/${platform}?to=${encodeURIComponent(to)}`
