import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { type Account, findWho, whoAtHome } from '../session/accounts.ts'
import {
  APP_CHAT,
  DM,
  goTo,
  HOME,
  isSame,
  type Layout,
  openChat,
  showBeside,
  showPerson,
  type Who,
} from '../session/layout.ts'
import { useAccounts, usePage, useSession, useText } from '../session/use-page.ts'
import { castTries } from './suggest-tries.ts'

/** What this place is, and four things to try, each a press away. */
export function WelcomePanel() {
  const session = useSession()
  const say = useText()
  const organisation = usePage((page) => page.workspace?.organisation) ?? null
  const accounts = useAccounts()
  const app = usePage((page) => page.workspace?.app)
  const cast = castTries(organisation, accounts, app?.commands ?? null)
  const tries = cast ? listTries(cast) : []

  function saySomething({ person, talksIn }: Account, command: string) {
    if (talksIn === 'slack') {
      return { title: say('tryCommand', { name: person.real_name, command }), why: say('tryCommandWhy') }
    }
    return { title: say('tryPhone', { name: person.real_name }), why: say('tryPhoneWhy') }
  }

  function listTries({ rep, lead, command }: NonNullable<typeof cast>) {
    return [
      {
        key: 'command',
        ...saySomething(rep, command),
        go: () => {
          const who = whoAtHome(rep)
          const text = who.app === 'wecom' ? say('tryPhoneWords') : command
          session.arrange((layout) => openApp(showPerson(layout, who), who))
          session.state.update((page) => ({ ...page, drafts: { ...page.drafts, [who.personId]: text } }))
        },
      },
      {
        key: 'beside',
        title: say('tryBeside', { rep: rep.person.real_name, lead: lead.person.real_name }),
        why: say('tryBesideWhy'),
        go: () =>
          session.arrange((layout) =>
            showBeside(
              showPerson({ ...layout, panes: layout.panes.slice(0, 1), active: 0 }, whoAtHome(rep)),
              whoAtHome(lead),
            ),
          ),
      },
      {
        key: 'home',
        title: say('tryHome', { lead: lead.person.real_name }),
        why: say('tryHomeWhy'),
        go: () =>
          session.arrange((layout) => {
            const shown = showPerson(layout, findWho(lead, 'slack') ?? whoAtHome(lead))
            return goTo(shown, shown.active, HOME)
          }),
      },
      {
        key: 'clock',
        title: say('tryClock'),
        why: say('tryClockWhy'),
        go: () => session.arrange((layout) => ({ ...layout, tool: 'clock' })),
      },
    ]
  }

  return (
    <aside class="welcome" aria-label={say('welcomeTitle')}>
      <div class="welcome-text">
        <h2>{say('welcomeTitle')}</h2>
        <p>{say('welcomeText')}</p>
      </div>
      <div class="welcome-tries">
        {tries.map((each, index) => (
          <button key={each.key} type="button" class="welcome-try" onClick={each.go}>
            <span class="welcome-number">{index + 1}</span>
            <span>
              <strong>{each.title}</strong>
              <small>{each.why}</small>
            </span>
            <Icon name="back" />
          </button>
        ))}
      </div>
      <IconButton
        icon="close"
        label={say('dismiss')}
        onPress={() => session.prefer({ welcomeOpen: false })}
      />
    </aside>
  )
}

/** The app's conversation in whichever pane shows this person. */
function openApp(layout: Layout, who: Who): Layout {
  const index = layout.panes.findIndex((pane) => isSame(pane, who))
  if (index < 0) return layout
  return who.app === 'slack' ? goTo(layout, index, DM) : openChat(layout, index, APP_CHAT)
}
