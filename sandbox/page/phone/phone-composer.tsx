import { useEffect, useRef, useState } from 'preact/hooks'
import type { WecomActResult } from '../control/control-shapes.ts'
import { useFittingHeight } from '../parts/use-fitting-height.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'

interface Props {
  /** where what is not sent yet is kept */
  draftKey: string
  onSend: (text: string) => Promise<WecomActResult>
  placeholder?: string
  autoFocus?: boolean
}

/**
 * Where a member writes. One line is sent by Enter; in a form of several lines Enter breaks the line, and the button or
 * Ctrl+Enter sends it.
 */
export function PhoneComposer({ draftKey, onSend, placeholder, autoFocus = false }: Props) {
  const session = useSession()
  const say = useText()
  const text = usePage((page) => page.drafts[draftKey] ?? '')
  const [isSending, setSending] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const change = (next: string) =>
    session.state.update((page) => ({ ...page, drafts: { ...page.drafts, [draftKey]: next } }))

  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  useFittingHeight(input, text)

  const send = async () => {
    const wanted = text.trimEnd()
    if (wanted.trim() === '' || isSending) return
    change('')
    setSending(true)
    const sent = await session.attempt(onSend(wanted))
    setSending(false)
    // What could not be sent is not lost.
    if (!sent) change(wanted)
    else if (sent.callback?.error) session.notify(say('phoneUnheard', { error: sent.callback.error }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that only ends a Chinese input method's word is not meant for us.
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return
    if (text.includes('\n') && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    void send()
  }
  return (
    <div class="phone-composer">
      <textarea
        ref={input}
        rows={1}
        value={text}
        placeholder={placeholder ?? say('phoneType')}
        aria-label={say('phoneType')}
        title={say('phoneTypeHint')}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="phone-send" disabled={text.trim() === ''} onClick={send}>
        {say('send')}
      </button>
    </div>
  )
}
