import { readNote } from './form-note.ts'
import { type Pages, readPages } from './home-pages.ts'
import { formCallback } from './render-form.ts'
import { homeCallback } from './render-home.ts'

/** Modals that only show something; what lies behind them is in their metadata. */
export const messageCallback = 'message'

/** The pages of the Home that a view is, or that it was opened from; undefined for one that came from elsewhere. */
export function findHome(
  view: { callback_id?: string | undefined; private_metadata?: string | undefined } | undefined,
): Pages | undefined {
  if (!view?.private_metadata) return undefined
  const { callback_id: callback, private_metadata: metadata } = view
  if (callback === formCallback) return readNote(metadata).home
  return callback === homeCallback || callback === messageCallback ? readPages(metadata) : undefined
}
