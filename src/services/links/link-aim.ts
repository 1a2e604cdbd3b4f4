/** What a link opens: the person's own pages, a record's sealed answers, or an action's questions about a record. */
export type LinkAim =
  | { purpose: 'login' }
  | { purpose: 'reveal'; recordId: string }
  | { purpose: 'fill'; recordId: string; action: string }

/** The two columns that say it; of a `fill` the action stands behind the purpose. */
export function aimToColumns(aim: LinkAim): { purpose: string; recordId: string | null } {
  if (aim.purpose === 'login') return { purpose: 'login', recordId: null }
  if (aim.purpose === 'reveal') return { purpose: 'reveal', recordId: aim.recordId }
  return { purpose: `fill:${aim.action}`, recordId: aim.recordId }
}

export function aimFromColumns(row: { purpose: string; recordId: string | null }): LinkAim {
  const { purpose, recordId } = row
  if (recordId === null) return { purpose: 'login' }
  if (purpose === 'reveal') return { purpose, recordId }
  return { purpose: 'fill', recordId, action: purpose.slice('fill:'.length) }
}
