import { useId, useRef, useState } from 'preact/hooks'
import { type Choice, matchChoices } from './choice.ts'
import { ChoiceList } from './choice-list.tsx'
import { Floating } from './floating.tsx'
import { Icon } from './icon.tsx'

interface Props {
  id?: string | undefined
  label?: string | undefined
  describedBy?: string | undefined
  invalid?: boolean
  placeholder: string
  choices: Choice[]
  chosen: Choice[]
  many: boolean
  disabled?: boolean
  /** Shown in the list while there is nothing to choose. */
  emptyText: string
  removeLabel: string
  /** Given: the choices come from elsewhere and are already searched. */
  onQuery?: (query: string) => void
  onChange: (chosen: Choice[]) => void
}

/** A field that opens a list and narrows it while one types: https://www.w3.org/WAI/ARIA/apg/patterns/combobox */
export function Combobox(props: Props) {
  const { choices, chosen, many, onQuery, onChange } = props
  const [query, setQuery] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const field = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const isOpen = query !== null
  const found = onQuery ? choices : matchChoices(choices, query ?? '')
  const only = many ? undefined : chosen[0]

  const search = (text: string) => {
    setQuery(text)
    setAt(0)
    onQuery?.(text)
  }
  const pick = (choice: Choice) => {
    const isChosen = chosen.some((each) => each.value === choice.value)
    if (many) onChange(isChosen ? chosen.filter((each) => each.value !== choice.value) : [...chosen, choice])
    else onChange([choice])
    if (many) search('')
    else setQuery(null)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation()
      setQuery(null)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) return search('')
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1
      if (found.length > 0) setAt((at + step) % found.length)
    } else if (event.key === 'Enter' && !event.isComposing) {
      // Enter never submits the form around: it chooses, or opens the list.
      event.preventDefault()
      const choice = found[at]
      if (!isOpen) search('')
      else if (choice) pick(choice)
    } else if (event.key === 'Backspace' && many && !query && chosen.length > 0) {
      onChange(chosen.slice(0, -1))
    }
  }

  return (
    <div
      ref={field}
      class={`combobox ${props.disabled ? 'is-disabled' : ''} ${props.invalid ? 'is-invalid' : ''}`}
    >
      {many &&
        chosen.map((choice) => (
          <span key={choice.value} class="chip">
            {choice.label}
            <button
              type="button"
              aria-label={`${props.removeLabel} ${choice.label}`}
              onClick={() => onChange(chosen.filter((each) => each.value !== choice.value))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      <input
        ref={input}
        id={props.id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={props.label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        aria-activedescendant={isOpen && found[at] ? `${listId}-${at}` : undefined}
        disabled={props.disabled}
        placeholder={only?.label ?? (chosen.length > 0 ? '' : props.placeholder)}
        value={query ?? only?.label ?? ''}
        onInput={(event) => search(event.currentTarget.value)}
        onClick={() => !isOpen && search('')}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery(null)}
      />
      {!many && only ? (
        <button
          type="button"
          class="combobox-clear"
          aria-label={`${props.removeLabel} ${only.label}`}
          onClick={() => onChange([])}
        >
          <Icon name="close" />
        </button>
      ) : (
        <Icon name="down" />
      )}
      {isOpen && (
        <Floating anchor={field} onClose={() => setQuery(null)} matchWidth>
          <ChoiceList
            id={listId}
            choices={found}
            at={at}
            chosen={chosen}
            emptyText={props.emptyText}
            onPick={pick}
          />
        </Floating>
      )}
    </div>
  )
}
