import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  /** What it hangs on; a press outside both closes it. */
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  /** As wide as the anchor, for lists of choices. */
  matchWidth?: boolean
  side?: 'below' | 'above'
  class?: string
  children: ComponentChildren
}

const GAP = 4
const EDGE = 8
const MOST_HEIGHT = 400

/** A box in the browser's top layer, so that no scrolling or clipped parent can cut it off. */
export function Floating({
  anchor,
  onClose,
  matchWidth = false,
  side = 'below',
  class: extra = '',
  children,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.showPopover()
    const settle = () => {
      if (anchor.current) placeBeside(element, anchor.current, matchWidth, side)
    }
    settle()
    const resized = new ResizeObserver(settle)
    resized.observe(element)
    window.addEventListener('scroll', settle, true)
    window.addEventListener('resize', settle)
    return () => {
      resized.disconnect()
      window.removeEventListener('scroll', settle, true)
      window.removeEventListener('resize', settle)
    }
  }, [anchor, matchWidth, side])

  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const { target } = event
      if (!(target instanceof Node)) return
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) close.current()
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [anchor])

  return (
    <div ref={box} popover="manual" class={`floating ${extra}`}>
      {children}
    </div>
  )
}

function placeBeside(
  element: HTMLElement,
  anchor: HTMLElement,
  matchWidth: boolean,
  side: 'below' | 'above',
): void {
  const at = anchor.getBoundingClientRect()
  if (matchWidth) element.style.width = `${at.width}px`
  const below = window.innerHeight - at.bottom - EDGE
  const above = at.top - EDGE
  const wanted = Math.min(element.scrollHeight, MOST_HEIGHT)
  const goesAbove = side === 'above' ? above >= Math.min(wanted, below) : below < wanted && above > below
  element.style.maxHeight = `${Math.min(MOST_HEIGHT, (goesAbove ? above : below) - GAP)}px`
  const { width, height } = element.getBoundingClientRect()
  element.style.left = `${Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE))}px`
  element.style.top = `${goesAbove ? at.top - GAP - height : at.bottom + GAP}px`
}
