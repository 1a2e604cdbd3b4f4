const FIELDS = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled)'
const STOPS = `${FIELDS}, button:not(:disabled), a[href]`

/** Puts the focus on the first field, or on the box itself when there is none. */
export function focusFirst(box: HTMLElement | null): void {
  if (box?.contains(document.activeElement)) return
  const first = box?.querySelector<HTMLElement>(FIELDS) ?? box
  first?.focus({ preventScroll: true })
}

/** Tab goes round inside the box: what lies behind it is not reachable. */
export function keepFocusInside(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== 'Tab' || !box) return
  const stops = [...box.querySelectorAll<HTMLElement>(STOPS)].filter((each) => each.offsetParent !== null)
  const last = event.shiftKey ? stops[0] : stops.at(-1)
  if (document.activeElement !== last && document.activeElement !== box) return
  event.preventDefault()
  const next = event.shiftKey ? stops.at(-1) : stops[0]
  next?.focus()
}
