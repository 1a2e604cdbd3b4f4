import type { PhoneMessage } from '../../control/control-shapes.ts'
import { usePhone } from '../phone-context.ts'
import type { TemplateCard } from '../wecom-shapes.ts'

interface Props {
  card: TemplateCard
  state: NonNullable<PhoneMessage['card']>
  /** the button that is on its way to the app */
  busyKey: string | null
  onPress: (key: string) => void
}

/** Everything to press below the words; one grey button where the app has taken them away. */
export function CardButtons({ card, state, busyKey, onPress }: Props) {
  const { browse } = usePhone()
  if (state.replacedBy !== null) {
    return (
      <div class="card-buttons">
        <button type="button" class="card-button" disabled>
          {state.replacedBy}
        </button>
      </div>
    )
  }
  const buttons = state.pressables.filter(
    ({ kind, url }) => kind !== 'menu' && (kind !== 'link' || isOwn(card, url)),
  )
  if (buttons.length === 0) return null
  const isOpen = state.questions.some(({ key }) => (state.choices[key] ?? []).length === 0)
  return (
    <div class={`card-buttons ${buttons.length > 1 ? 'is-many' : ''}`}>
      {buttons.map(({ label, key, kind, url }) => (
        <button
          key={key || label}
          type="button"
          class={`card-button style-${kind === 'submit' ? 1 : styleOf(card, key, label)} ${busyKey === key ? 'is-busy' : ''}`}
          disabled={(kind === 'submit' && isOpen) || busyKey !== null}
          onClick={() => (url === null ? onPress(key) : browse(url))}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** A button that leads to a page, unlike the links below the card. */
function isOwn(card: TemplateCard, url: string | null): boolean {
  return (card.button_list ?? []).some((button) => button.type === 1 && button.url === url)
}

function styleOf(card: TemplateCard, key: string, label: string): number {
  return (
    (card.button_list ?? []).find((button) => (button.key ?? '') === key && button.text === label)?.style ?? 1
  )
}
