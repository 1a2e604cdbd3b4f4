import { Avatar } from '../parts/avatar.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { type Account, findWho } from '../session/accounts.ts'
import { type AppName, closePane, showInstead } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'

const APPS = ['slack', 'wecom'] as const

interface Props {
  account: Account
  app: AppName
  index: number
}

/** Who is being played, and at which of their apps. */
export function PaneHead({ account, app, index }: Props) {
  const session = useSession()
  const say = useText()
  const { person } = account
  const isSplit = usePage((page) => (page.layout?.panes.length ?? 1) > 1)
  return (
    <header class="pane-head">
      <Avatar person={person} size="s" />
      <p>
        <span class="pane-head-lead">{say('actingAs')}</span> <strong>{person.real_name}</strong>{' '}
        <span class="pane-head-title">{person.title}</span>
      </p>
      <fieldset class="segments" aria-label={say('whichApp')}>
        {APPS.map((each) => {
          const who = findWho(account, each)
          return (
            <button
              key={each}
              type="button"
              aria-pressed={app === each}
              disabled={who === null}
              onClick={() => who && session.arrange((layout) => showInstead(layout, index, who))}
            >
              {say(each)}
            </button>
          )
        })}
      </fieldset>
      {isSplit && (
        <IconButton
          icon="close"
          label={say('closeSide')}
          onPress={() => session.arrange((layout) => closePane(layout, index))}
        />
      )}
    </header>
  )
}
