import { useEffect, useRef } from 'preact/hooks'
import type { Choice } from './choice.ts'
import { Icon } from './icon.tsx'

interface Props {
  id: string
  choices: Choice[]
  /** Index of the highlighted choice. */
  at: number
  chosen: Choice[]
  emptyText: string
  onPick: (choice: Choice) => void
}

/** The list under a combobox; its focus stays in the field, which points at the highlighted option. */
export function ChoiceList({ id, choices, at, chosen, emptyText, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(`${id}-${at}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  if (choices.length === 0) {
    return (
      <p class="choices-empty" role="status">
        {emptyText}
      </p>
    )
  }
  return (
    <div ref={list} id={id} role="listbox" tabIndex={-1} class="choices">
      {choices.map((choice, index) => (
        <div key={choice.value}>
          {choice.group !== undefined && choice.group !== choices[index - 1]?.group && (
            <div class="choices-group">{choice.group}</div>
          )}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.some((each) => each.value === choice.value)}
            class={`choice ${index === at ? 'is-at' : ''}`}
            // Before the field loses its focus, or the list would be gone by the click.
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(choice)
            }}
          >
            <span>
              {choice.label}
              {choice.description && <small>{choice.description}</small>}
            </span>
            {chosen.some((each) => each.value === choice.value) && <Icon name="check" />}
          </div>
        </div>
      ))}
    </div>
  )
}
