import type { Person } from '../control/control-shapes.ts'

const TINTS = 8

/** A person's picture, or their initials on a colour that stays the same for the same person. */
export function Avatar({ person, size = 'm' }: { person: Person | undefined; size?: 's' | 'm' | 'l' }) {
  const classes = `avatar avatar-${size}`
  if (person?.image) return <img class={classes} src={person.image} alt="" />
  if (person?.is_bot) {
    return (
      <span class={`${classes} avatar-bot`} aria-hidden="true">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M7 4v16M7 5h10l-2.5 3.5L17 12H7" />
        </svg>
      </span>
    )
  }
  return (
    <span class={`${classes} tint-${tintOf(person?.id ?? '')}`} aria-hidden="true">
      {initialsOf(person?.real_name ?? '?')}
    </span>
  )
}

function tintOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % TINTS
}

/** The given name of a Chinese name, the first letters of any other. */
function initialsOf(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return Array.from(name).slice(-2).join('')
  const words = name.trim().split(/\s+/)
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('')
}
