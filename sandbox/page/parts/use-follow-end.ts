import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** How near its end a list counts as "at the end", in pixels. */
const NEAR_END = 80

interface Followed {
  /** what scrolls */
  frame: RefObject<HTMLDivElement | null>
  /** what grows inside of it */
  content: RefObject<HTMLDivElement | null>
}

/**
 * Keeps a list of messages at its newest as long as its reader has not scrolled up, and brings it back there when they
 * have said something themselves.
 * @param ownNewest id of the newest message of the reader's own. Not of the last one at all: what is answered at once
 * arrives together with what it answers.
 */
export function useFollowEnd(ownNewest: string | undefined): Followed {
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)

  useLayoutEffect(() => {
    const box = frame.current
    if (!box || !content.current) return
    const follow = () => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    }
    let lastTop = box.scrollTop
    const onScroll = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
      // Only scrolling up leaves the end: content that has grown since the last scroll does not.
      if (isNear || box.scrollTop < lastTop) isAtEnd.current = isNear
      lastTop = box.scrollTop
    }
    follow()
    // Pictures grow when they arrive; the frame shrinks when the composer grows.
    const resized = new ResizeObserver(follow)
    resized.observe(content.current)
    resized.observe(box)
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', onScroll)
    }
  }, [])

  useLayoutEffect(() => {
    if (ownNewest === undefined || !frame.current) return
    isAtEnd.current = true
    frame.current.scrollTop = frame.current.scrollHeight
  }, [ownNewest])

  return { frame, content }
}
