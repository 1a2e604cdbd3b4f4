import type { PressOf } from '../forms/card.ts'
import type { Form, FormWanted } from '../forms/form.ts'

/** The press that opens a form, which is how a chat remembers what it is about. */
export function aboutOf({ purpose }: Form): PressOf<'file' | 'act'> {
  if (purpose.kind !== 'file') {
    const { recordId, revision, action } = purpose
    return { do: 'act', recordId, revision, action }
  }
  const { type, periodKey } = purpose
  return { do: 'file', type, ...(periodKey === undefined ? {} : { periodKey }) }
}

export function wantedOf(about: PressOf<'file' | 'act'>): FormWanted {
  if (about.do === 'act') return { kind: 'act', recordId: about.recordId, action: about.action }
  const { type, periodKey } = about
  return { kind: 'file', type, ...(periodKey === undefined ? {} : { periodKey }) }
}
