import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Keeps an input as high as its text, up to a limit that the style sheet sets. */
export function useFittingHeight(input: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const box = input.current
    if (!box) return
    box.style.height = 'auto'
    // The border is part of the height and no part of what scrolls: without it a scrollbar stands beside a single line.
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
  }, [input, text])
}
