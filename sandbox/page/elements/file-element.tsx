import { useRef, useState } from 'preact/hooks'
import { type ElementProps, stateOf, targetOf, useSurface } from '../blocks/surface.ts'
import type { SlackFile } from '../control/slack-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { Icon } from '../parts/icon.tsx'
import { useSession, useText } from '../session/use-page.ts'
import { useKept } from './use-kept.ts'

/** Files are uploaded when they are chosen; the form carries their ids. */
export function FileElement(props: ElementProps) {
  const { element, field } = props
  const surface = useSurface()
  const session = useSession()
  const pane = usePane()
  const say = useText()
  const input = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [files, setFiles] = useKept<SlackFile[]>(stateOf(surface, props)?.files ?? [])
  const most = element.max_files ?? 10

  const keep = async (next: SlackFile[]) => {
    setFiles(next)
    await surface.act(
      targetOf(props),
      next.map((file) => file.id),
    )
  }
  const add = async (chosen: FileList | null) => {
    setBusy(true)
    const added: SlackFile[] = []
    for (const file of [...(chosen ?? [])].slice(0, most - files.length)) {
      const uploaded = await session.attempt(session.api.upload(pane.person.id, file))
      if (uploaded) added.push(uploaded)
    }
    setBusy(false)
    if (input.current) input.current.value = ''
    if (added.length > 0) await keep([...files, ...added])
  }
  return (
    <div class="file-field">
      {files.map((file) => (
        <span key={file.id} class="chip">
          {file.name}
          <button
            type="button"
            aria-label={say('removeFile', { name: file.name })}
            onClick={() => keep(files.filter((each) => each.id !== file.id))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <label class={`button ${isBusy ? 'is-busy' : ''}`}>
        <Icon name="file" />
        {say('chooseFiles')}
        <input
          ref={input}
          id={field?.inputId}
          class="is-hidden-input"
          type="file"
          multiple={most > 1}
          accept={(element.filetypes ?? []).map((type) => `.${type}`).join(',')}
          aria-describedby={field?.describedBy}
          disabled={surface.disabled || isBusy || files.length >= most}
          onChange={(event) => add(event.currentTarget.files)}
        />
      </label>
    </div>
  )
}
