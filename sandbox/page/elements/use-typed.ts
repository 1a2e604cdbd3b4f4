import { useEffect, useRef, useState } from 'preact/hooks'
import { type ElementProps, targetOf, useSurface } from '../blocks/surface.ts'

const SEND_AFTER_MS = 300

/**
 * Text being typed: shown at once, kept in the workspace a moment later. What the workspace reports counts only
 * when it is news, so that an echo of an earlier keystroke never overwrites a later one.
 */
export function useTyped(props: ElementProps, reported: string) {
  const surface = useSurface()
  const [text, setText] = useState(reported)
  const typing = useRef({
    text: reported,
    isUnsent: false,
    timer: 0,
    heard: reported,
    sent: new Set<string>(),
  })
  const latest = useRef({ props, surface })
  latest.current = { props, surface }

  useEffect(() => {
    const now = typing.current
    if (reported === now.heard) return
    now.heard = reported
    // Our own words coming back.
    if (now.sent.delete(reported) || now.isUnsent) return
    now.text = reported
    setText(reported)
  }, [reported])

  // Slack's default trigger: https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object
  const triggers = props.element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
  const waitsForEnter = props.dispatches === true && !triggers.includes('on_character_entered')
  const sendsOnEnter = props.dispatches === true && triggers.includes('on_enter_pressed')

  const flush = useRef(async () => {
    const now = typing.current
    window.clearTimeout(now.timer)
    if (!now.isUnsent) return
    now.isUnsent = false
    now.sent.add(now.text)
    const { props: current, surface: at } = latest.current
    await at.act(targetOf(current), now.text === '' ? null : now.text)
  }).current

  useEffect(() => {
    surface.unsent.add(flush)
    return () => {
      surface.unsent.delete(flush)
    }
  }, [surface.unsent, flush])

  const change = (next: string) => {
    const now = typing.current
    now.text = next
    now.isUnsent = true
    setText(next)
    window.clearTimeout(now.timer)
    if (!waitsForEnter) now.timer = window.setTimeout(() => void flush(), SEND_AFTER_MS)
  }
  const blur = () => {
    if (!waitsForEnter) void flush()
  }
  const enter = async () => {
    if (!sendsOnEnter) return
    typing.current.isUnsent = true
    await flush()
  }
  return { text, change, blur, enter }
}
