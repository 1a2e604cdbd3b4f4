/**
 * Names of form controls. A field's control has the field's own path, `visits.2.customer`, which is also how its
 * errors are named; what else a field needs stands behind a colon, and what is no field begins with an underscore.
 */
export const rowPath = (path: string, index: number | string, name: string) => `${path}.${index}.${name}`
/** Says that a row is there even when nothing in it was ticked or chosen. */
export const rowMark = (path: string, index: number | string) => `${path}.${index}:row`
/** The id of what a lookup's text named when the page was made, and that text. */
export const lookupId = (path: string) => `${path}:id`
export const lookupWas = (path: string) => `${path}:was`
/** Which of several candidates was chosen for a text that fitted more than one. */
export const lookupPick = (path: string) => `${path}:pick`

export const controls = {
  csrf: '_csrf',
  purpose: '_purpose',
  submission: '_submission',
  /** A button that adds or drops a row: `add:visits`, `drop:visits.2`. */
  rows: '_rows',
} as const

/** In a template row's names, where the script puts the row's number. */
export const rowPlace = '__row__'
