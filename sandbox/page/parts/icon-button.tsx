import { Icon, type IconName } from './icon.tsx'

interface Props {
  icon: IconName
  label: string
  onPress: () => void
  pressed?: boolean
  disabled?: boolean
  class?: string
}

/** A button that shows only an icon; its name is read aloud and shown on hover. */
export function IconButton({ icon, label, onPress, pressed, disabled, class: extra = '' }: Props) {
  return (
    <button
      type="button"
      class={`icon-button ${extra}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  )
}
