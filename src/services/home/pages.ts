import type { Actor } from '../../access/actor.ts'
import type { HomeSection } from '../../forms/home.ts'
import type { Office } from '../office.ts'

/** The page of each section that the reader has turned to; the first by default. */
export type Pages = Readonly<Record<string, number>>

/** What every section is made from. */
export interface HomeParts {
  office: Office
  actor: Actor
  pages: Pages
}

const pageSize = 10

export interface Page {
  take: number
  skip: number
  /** What the section says about it; nothing where everything fits. */
  shown: Pick<HomeSection, 'pages'>
}

/** The part of `count` items that the wanted page shows; a page that is gone becomes the last. */
export function pageOf(pages: Pages, sectionId: string, count: number): Page {
  const of = Math.max(1, Math.ceil(count / pageSize))
  const wanted = pages[sectionId] ?? 1
  const page = Math.min(of, Math.max(1, Number.isInteger(wanted) ? wanted : 1))
  return { take: pageSize, skip: (page - 1) * pageSize, shown: of > 1 ? { pages: { page, of } } : {} }
}
