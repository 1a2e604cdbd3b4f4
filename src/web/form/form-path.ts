import type { FormWanted } from '../../forms/form.ts'
import { aimPath } from '../../services/links/aim-path.ts'

/** The page of a form. */
export const formPath = (wanted: FormWanted): string =>
  aimPath(
    wanted.kind === 'file'
      ? { purpose: 'file', type: wanted.type, ...(wanted.periodKey ? { periodKey: wanted.periodKey } : {}) }
      : { purpose: 'fill', recordId: wanted.recordId, action: wanted.action },
  )
