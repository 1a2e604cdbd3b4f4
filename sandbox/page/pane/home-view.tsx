import { BlockList } from '../blocks/block-list.tsx'
import { useSurfaceAt } from '../blocks/use-surface.ts'
import type { Home } from '../control/control-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { usePage, useText } from '../session/use-page.ts'
import { usePane } from './pane-context.ts'

/** The app's Home tab as this person has it. */
export function HomeView() {
  const say = useText()
  const { person } = usePane()
  const home = usePage((page) => page.homes[person.id])
  const appName = usePage((page) => page.workspace?.app.name)
  return (
    <div class="chat">
      <header class="chat-head">
        <Icon name="home" />
        <h2>{say('home')}</h2>
        <p class="chat-topic">{appName}</p>
      </header>
      <div class="messages">
        {home === null && (
          <div class="empty">
            <p>{say('noHome')}</p>
            <p>{say('noHomeHint')}</p>
          </div>
        )}
        {home && <HomeBlocks home={home} />}
      </div>
    </div>
  )
}

function HomeBlocks({ home }: { home: Home }) {
  const say = useText()
  const { surface, trouble } = useSurfaceAt({ kind: 'home', place: { home: true }, values: home.values })
  return (
    <div class="home-blocks blocks">
      {trouble !== null && (
        <p class="message-trouble" role="alert">
          <Icon name="warning" />
          {trouble || say('trouble')}
        </p>
      )}
      <BlockList blocks={home.view.blocks} surface={surface} />
    </div>
  )
}
