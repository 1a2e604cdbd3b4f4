/** What a link opens: the person's own pages, a form, a record's sealed answers, or an action's questions about it. */
export type LinkAim =
  | { purpose: 'login' }
  | { purpose: 'file'; type: string; periodKey?: string }
  | { purpose: 'reveal'; recordId: string }
  | { purpose: 'fill'; recordId: string; action: string }

/** The two columns that say it; of a `file` and a `fill` what they are about stands behind the purpose. */
export function aimToColumns(aim: LinkAim): { purpose: string; recordId: string | null } {
  if (aim.purpose === 'login') return { purpose: 'login', recordId: null }
  if (aim.purpose === 'file') {
    const { type, periodKey } = aim
    return {
      purpose: ['file', type, ...(periodKey === undefined ? [] : [periodKey])].join(':'),
      recordId: null,
    }
  }
  if (aim.purpose === 'reveal') return { purpose: 'reveal', recordId: aim.recordId }
  return { purpose: `fill:${aim.action}`, recordId: aim.recordId }
}

export function aimFromColumns(row: { purpose: string; recordId: string | null }): LinkAim {
  const { purpose, recordId } = row
  if (recordId === null) {
    const [kind, type, periodKey] = purpose.split(':')
    if (kind !== 'file' || type === undefined) return { purpose: 'login' }
    return { purpose: kind, type, ...(periodKey === undefined ? {} : { periodKey }) }
  }
  if (purpose === 'reveal') return { purpose, recordId }
  return { purpose: 'fill', recordId, action: purpose.slice('fill:'.length) }
}
