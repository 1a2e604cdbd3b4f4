import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { DM, goTo, HOME, showBeside, showPerson } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { castTries } from './suggest-tries.ts'

/** What this place is, and four things to try, each a press away. */
export function WelcomePanel() {
  const session = useSession()
  const say = useText()
  const organisation = usePage((page) => page.workspace?.organisation) ?? null
  const users = usePage((page) => page.workspace?.users) ?? []
  const app = usePage((page) => page.workspace?.app)
  const cast = castTries(organisation, users, app?.commands ?? null)
  const tries = cast ? listTries(cast) : []

  function listTries({ rep, lead, command }: NonNullable<typeof cast>) {
    return [
      {
        key: 'command',
        title: say('tryCommand', { name: rep.real_name, command }),
        why: say('tryCommandWhy'),
        go: () => {
          session.arrange((layout) => goToFor(rep.id)(showPerson(layout, rep.id)))
          session.state.update((page) => ({ ...page, drafts: { ...page.drafts, [rep.id]: command } }))
        },
      },
      {
        key: 'beside',
        title: say('tryBeside', { rep: rep.real_name, lead: lead.real_name }),
        why: say('tryBesideWhy'),
        go: () =>
          session.arrange((layout) =>
            showBeside(
              showPerson({ ...layout, panes: layout.panes.slice(0, 1), active: 0 }, rep.id),
              lead.id,
            ),
          ),
      },
      {
        key: 'home',
        title: say('tryHome', { lead: lead.real_name }),
        why: say('tryHomeWhy'),
        go: () =>
          session.arrange((layout) => {
            const shown = showPerson(layout, lead.id)
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
function goToFor(personId: string): (layout: Parameters<typeof goTo>[0]) => Parameters<typeof goTo>[0] {
  return (layout) => {
    const index = layout.panes.findIndex((pane) => pane.personId === personId)
    return index < 0 ? layout : goTo(layout, index, DM)
  }
}
