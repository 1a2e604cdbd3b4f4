import { useId } from 'preact/hooks'
import { type ElementProps, stateOf, targetOf, useSurface } from '../blocks/surface.ts'
import { usePane } from '../pane/pane-context.ts'
import { plainText, SlackText } from '../text/slack-text.tsx'
import { useKept } from './use-kept.ts'

/** Radio buttons and checkboxes. */
export function ChoiceElement(props: ElementProps) {
  const { element, field } = props
  const surface = useSurface()
  const pane = usePane()
  const name = useId()
  const many = element.type === 'checkboxes'
  const state = stateOf(surface, props)
  const reported = state
    ? (state.selected_options ?? (state.selected_option ? [state.selected_option] : []))
    : (element.initial_options ?? (element.initial_option ? [element.initial_option] : []))
  const [chosen, setChosen] = useKept(reported.map((option) => option.value ?? ''))

  const toggle = async (value: string, isOn: boolean) => {
    if (element.confirm && !(await pane.confirm(element.confirm))) return
    const kept = many ? chosen.filter((each) => each !== value) : []
    const next = isOn ? [...kept, value] : kept
    setChosen(next)
    const result = await surface.act(targetOf(props), many ? next : (next[0] ?? null))
    if (!result) setChosen(chosen)
  }
  return (
    <fieldset class="options" aria-labelledby={field?.labelId} aria-describedby={field?.describedBy}>
      {(element.options ?? []).map((option) => (
        <label key={option.value} class="option">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.value ?? '')}
            disabled={surface.disabled}
            aria-label={plainText(option.text)}
            onChange={(event) => toggle(option.value ?? '', event.currentTarget.checked)}
          />
          <span>
            <SlackText text={option.text} />
            {option.description && (
              <small>
                <SlackText text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
