import type { LinkAim } from './link-aim.ts'

/** The page that a link leads to, once somebody is logged in. */
export function aimPath(aim: LinkAim): string {
  if (aim.purpose === 'login') return '/'
  if (aim.purpose === 'file') {
    const query = aim.periodKey === undefined ? '' : `?period=${encodeURIComponent(aim.periodKey)}`
    return `/new/${encodeURIComponent(aim.type)}${query}`
  }
  return aim.purpose === 'reveal'
    ? `/records/${aim.recordId}/sealed`
    : `/records/${aim.recordId}/do/${aim.action}`
}
