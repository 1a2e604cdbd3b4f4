import { type ElementProps, stateOf, targetOf, useSurface } from '../blocks/surface.ts'
import { usePane } from '../pane/pane-context.ts'
import { useText } from '../session/use-page.ts'
import { plainText } from '../text/slack-text.tsx'
import { readLocalTime, writeLocalTime } from './local-time.ts'
import { useKept } from './use-kept.ts'

const INPUT_TYPES: Record<string, 'date' | 'time' | 'datetime-local'> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

/** Date, time, and date with time; the last is read in the zone of the person who acts. */
export function DateElement(props: ElementProps) {
  const { element, field } = props
  const surface = useSurface()
  const pane = usePane()
  const say = useText()
  const zone = pane.refs.viewer.timeZone
  const [value, setValue] = useKept(reportedValue(props, zone, stateOf(surface, props)))

  const change = async (text: string) => {
    if (element.confirm && !(await pane.confirm(element.confirm))) return
    setValue(text)
    const sent = element.type === 'datetimepicker' && text !== '' ? readLocalTime(text, zone) : text
    await surface.act(targetOf(props), sent === '' ? null : sent)
  }
  return (
    <input
      class="text-field date-field"
      id={field?.inputId}
      type={INPUT_TYPES[element.type] ?? 'date'}
      aria-label={field ? undefined : plainText(element.placeholder) || say('choose')}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.isInvalid}
      disabled={surface.disabled}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function reportedValue({ element }: ElementProps, zone: string, state: ReturnType<typeof stateOf>): string {
  if (element.type === 'datetimepicker') {
    const seconds = state ? state.selected_date_time : element.initial_date_time
    return typeof seconds === 'number' ? writeLocalTime(seconds, zone) : ''
  }
  if (element.type === 'timepicker') return (state ? state.selected_time : element.initial_time) ?? ''
  return (state ? state.selected_date : element.initial_date) ?? ''
}
