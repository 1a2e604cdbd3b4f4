import type { CommandInfo } from '../control/control-shapes.ts'
import { useText } from '../session/use-page.ts'

interface Props {
  id: string
  commands: CommandInfo[]
  at: number
  onPick: (command: CommandInfo) => void
}

/** The commands that fit what is typed, above the composer that keeps the focus. */
export function CommandMenu({ id, commands, at, onPick }: Props) {
  const say = useText()
  return (
    <>
      <div id={id} role="listbox" tabIndex={-1} class="choices" aria-label={say('commands')}>
        {commands.map((each, index) => (
          <div
            key={each.command}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            class={`choice command-choice ${index === at ? 'is-at' : ''}`}
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(each)
            }}
          >
            <span>
              <strong>{each.command}</strong> {each.usageHint}
              {each.description && <small>{each.description}</small>}
            </span>
          </div>
        ))}
      </div>
      <p class="command-hint">{say('commandHint')}</p>
    </>
  )
}
