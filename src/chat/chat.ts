/**
 * Talks with people where there are no windows: words and presses come in, cards go out. What has to be filled in is
 * opened as a page by a link; a reason is asked for in words. Every bot of such a platform talks by this room.
 */
import type { Card } from '../forms/card.ts'
import type { Office } from '../services/office.ts'

export interface Chat {
  office: Office
  platform: string
  /**
   * The whole address of a page that logs its reader in by itself, good for as long as the page is there. Absent where
   * a platform cannot say who opens a page: there a page is opened by a link that is good once.
   */
  addressOf?: (path: string) => string
}

/** What comes of a word or a press. */
export interface Reply {
  /** How the card that was pressed stands now; absent where nothing of it changed. */
  pressed?: Card
  /** Said in its place where the pressed card cannot show it; absent where that is `pressed` itself. */
  unlessShown?: readonly Card[]
  /** What is said to it, in this order. */
  says: readonly Card[]
}

export const say = (...says: readonly Card[]): Reply => ({ says })
