import { useEffect, useRef } from 'preact/hooks'
import { type ElementProps, stateOf, useSurface } from '../blocks/surface.ts'
import type { StateValue } from '../control/slack-shapes.ts'
import { useText } from '../session/use-page.ts'
import { plainText } from '../text/slack-text.tsx'
import { useTyped } from './use-typed.ts'

const INPUT_MODES: Record<string, 'email' | 'url' | 'decimal' | 'numeric'> = {
  email_text_input: 'email',
  url_text_input: 'url',
}
/** From how near the limit the reader is told of it. */
const TELL_LEFT = 100

/** Plain, e-mail, URL, number and rich text: what is checked, Slack checks, so that its errors show. */
export function TextElement(props: ElementProps) {
  const { element, field } = props
  const surface = useSurface()
  const say = useText()
  const typed = useTyped(props, textIn(stateOf(surface, props), element.initial_value))
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const isNumber = element.type === 'number_input'
  const isLong = element.multiline === true || element.type === 'rich_text_input'
  const left = element.max_length === undefined ? null : element.max_length - typed.text.length

  useEffect(() => {
    if (element.focus_on_load) input.current?.focus()
  }, [element.focus_on_load])

  const shared = {
    ref: input,
    id: field?.inputId,
    class: 'text-field',
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.isInvalid,
    placeholder: plainText(element.placeholder),
    disabled: surface.disabled,
    value: typed.text,
    onInput: (event: { currentTarget: { value: string } }) => typed.change(event.currentTarget.value),
    onBlur: typed.blur,
  }
  return (
    <>
      {isLong ? (
        <textarea {...shared} rows={4} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={
            isNumber ? (element.is_decimal_allowed ? 'decimal' : 'numeric') : INPUT_MODES[element.type]
          }
          autocomplete="off"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) void typed.enter()
          }}
        />
      )}
      {left !== null && left <= TELL_LEFT && (
        <small class="field-left">{say('lengthLeft', { n: left })}</small>
      )}
    </>
  )
}

function textIn(state: StateValue | undefined, initial: unknown): string {
  if (state?.rich_text_value) return richWords(state.rich_text_value.elements)
  const value = state ? state.value : initial
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return ''
}

function richWords(elements: { elements?: { text?: string }[] }[] | undefined): string {
  return (elements ?? [])
    .map((part) => (part.elements ?? []).map((each) => each.text ?? '').join(''))
    .join('\n')
}
