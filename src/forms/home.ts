/** The neutral "my work" page: what Slack shows as Home, and the web as its first page. */
import type { Button } from './card.ts'

export interface HomeItem {
  /** Absent for a row of buttons that say all themselves. */
  title?: string
  detail?: string
  buttons?: readonly Button[]
}

export interface HomeSection {
  id: string
  heading: string
  /** A line or two below the heading: the meter, a count, "nothing due". */
  text?: string
  items: readonly HomeItem[]
  /** Set where there is more than one page; the buttons turn it by a `page` press. */
  pages?: { page: number; of: number }
}

export interface Home {
  greeting: string
  sections: readonly HomeSection[]
}
