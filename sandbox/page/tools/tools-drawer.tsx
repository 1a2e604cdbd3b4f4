import { IconButton } from '../parts/icon-button.tsx'
import { type Tool, toggleTool } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { ClockPanel } from './clock-panel.tsx'
import { FaultsPanel } from './faults-panel.tsx'
import { TrafficPanel } from './traffic-panel.tsx'

const PANELS = { traffic: TrafficPanel, clock: ClockPanel, faults: FaultsPanel } as const

export function ToolsDrawer({ tool }: { tool: Tool }) {
  const session = useSession()
  const say = useText()
  const language = usePage((page) => page.language)
  const Panel = PANELS[tool]
  return (
    <aside class="tools" aria-label={say(tool)} data-tool={tool}>
      <header class="tools-head">
        <h2>{say(tool)}</h2>
        <IconButton
          icon="close"
          label={say('closeTool')}
          onPress={() => session.arrange((layout) => toggleTool(layout, tool))}
        />
      </header>
      <div class="tools-body">
        <Panel key={language} />
      </div>
    </aside>
  )
}
