import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import type { SlackFile } from '../control/slack-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { usePane } from './pane-context.ts'

interface Props {
  files: SlackFile[]
  onFiles: (files: SlackFile[]) => void
  onCommands: () => void
  input: RefObject<HTMLTextAreaElement | null>
}

/** Beside the text: files to send with it, the app's shortcuts, and a way to the commands for those who click. */
export function ComposerExtras({ files, onFiles, onCommands, input }: Props) {
  const session = useSession()
  const say = useText()
  const { person } = usePane()
  const picker = useRef<HTMLInputElement>(null)
  const shortcuts = usePage((page) => page.workspace?.app.shortcuts) ?? []

  const add = async (chosen: FileList | null) => {
    const added: SlackFile[] = []
    for (const file of chosen ?? []) {
      const uploaded = await session.attempt(session.api.upload(person.id, file))
      if (uploaded) added.push(uploaded)
    }
    if (picker.current) picker.current.value = ''
    onFiles([...files, ...added])
    input.current?.focus()
  }
  const items = [
    { key: 'commands', label: say('commands'), description: '/', onPick: onCommands },
    { key: 'attach', label: say('attach'), onPick: () => picker.current?.click() },
    ...shortcuts
      .filter((shortcut) => shortcut.type === 'global')
      .map(({ callbackId, name }) => ({
        key: callbackId,
        label: name,
        description: say('shortcuts'),
        onPick: () => void session.attempt(session.api.runShortcut(person.id, callbackId)),
      })),
  ]
  return (
    <>
      {files.length > 0 && (
        <div class="composer-files">
          {files.map((file) => (
            <span key={file.id} class="chip">
              {file.name}
              <button
                type="button"
                aria-label={say('removeFile', { name: file.name })}
                onClick={() => onFiles(files.filter((each) => each.id !== file.id))}
              >
                <Icon name="close" />
              </button>
            </span>
          ))}
        </div>
      )}
      <Menu label={say('attachOrShortcut')} icon="plus" items={items} />
      <input
        ref={picker}
        class="is-hidden-input"
        type="file"
        multiple
        aria-label={say('attach')}
        tabIndex={-1}
        onChange={(event) => add(event.currentTarget.files)}
      />
    </>
  )
}
