import { useRef, useState } from 'preact/hooks'
import { type ElementProps, stateOf, targetOf, useSurface } from '../blocks/surface.ts'
import type { FillValue } from '../control/control-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import type { Choice } from '../parts/choice.ts'
import { Combobox } from '../parts/combobox.tsx'
import { usePage, useText } from '../session/use-page.ts'
import { plainText } from '../text/slack-text.tsx'
import { choicesIn, chosenIn, offeredBy } from './choices-of.ts'
import { useKept } from './use-kept.ts'

const ASK_AFTER_MS = 200
/** Slack's default: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const MIN_QUERY = 3
const NOBODY: never[] = []

/** All ten selects: static, external, users, conversations, channels, and each for several. */
export function SelectElement(props: ElementProps) {
  const { element, field } = props
  const surface = useSurface()
  const pane = usePane()
  const say = useText()
  const people = usePage((page) => page.workspace?.users) ?? NOBODY
  const conversations = usePage((page) => page.conversations[pane.person.id]) ?? NOBODY
  const directory = { people, conversations }
  const many = element.type.startsWith('multi_')
  const isExternal = element.type.endsWith('external_select')
  const [chosen, setChosen] = useKept(chosenIn(element, stateOf(surface, props), directory))
  const search = useSuggestions(props)

  const choose = async (wanted: Choice[]) => {
    const next = wanted.slice(0, element.max_selected_items ?? wanted.length)
    if (element.confirm && !(await pane.confirm(element.confirm))) return
    setChosen(next)
    const result = await surface.act(targetOf(props), fillWith(next, many, isExternal))
    if (!result) setChosen(chosen)
  }
  return (
    <Combobox
      id={field?.inputId}
      label={field ? undefined : plainText(element.placeholder) || say('choose')}
      describedBy={field?.describedBy}
      invalid={field?.isInvalid ?? false}
      placeholder={plainText(element.placeholder) || say(many ? 'chooseMany' : 'choose')}
      choices={isExternal ? search.choices : offeredBy(element, directory)}
      chosen={chosen}
      many={many}
      disabled={surface.disabled}
      emptyText={isExternal ? search.emptyText : say('noMatch')}
      removeLabel={say('remove')}
      {...(isExternal ? { onQuery: search.ask } : {})}
      onChange={choose}
    />
  )
}

function fillWith(chosen: Choice[], many: boolean, isExternal: boolean): FillValue {
  if (chosen.length === 0) return many ? [] : null
  if (isExternal) return { options: chosen.map(({ value, label }) => ({ value, text: label })) }
  const values = chosen.map((choice) => choice.value)
  return many ? values : (values[0] ?? null)
}

/** Options of an external select, asked of the app while one types; an answer that comes late is dropped. */
function useSuggestions(props: ElementProps) {
  const surface = useSurface()
  const say = useText()
  const [choices, setChoices] = useState<Choice[]>([])
  const [emptyText, setEmptyText] = useState(say('searchHint'))
  const timer = useRef<number | undefined>(undefined)
  const asked = useRef(0)
  const least = props.element.min_query_length ?? MIN_QUERY

  const ask = (query: string) => {
    window.clearTimeout(timer.current)
    const turn = ++asked.current
    const missing = least - Array.from(query).length
    if (missing > 0) {
      setChoices([])
      return setEmptyText(query === '' ? say('searchHint') : say('searchMore', { n: missing }))
    }
    setEmptyText(say('searching'))
    timer.current = window.setTimeout(async () => {
      const answer = await surface.suggest(targetOf(props), query)
      if (turn !== asked.current) return
      setChoices(answer ? choicesIn(answer.options, answer.groups) : [])
      setEmptyText(answer?.userSees ?? say('noMatch'))
    }, ASK_AFTER_MS)
  }
  return { choices, emptyText, ask }
}
