import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { CommandInfo } from '../control/control-shapes.ts'
import type { SlackFile } from '../control/slack-shapes.ts'
import { Floating } from '../parts/floating.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useFittingHeight } from '../parts/use-fitting-height.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { CommandMenu } from './command-menu.tsx'
import { ComposerExtras } from './composer-extras.tsx'
import { usePane } from './pane-context.ts'
import { readCommand, suggestCommands } from './suggest-commands.ts'

interface Props {
  channelId: string
  threadTs: string | null
  name: string
}

/** Where one writes: Enter sends, Shift+Enter breaks the line, `/` offers commands. */
export function Composer({ channelId, threadTs, name }: Props) {
  const session = useSession()
  const say = useText()
  const { person } = usePane()
  const commands = usePage((page) => page.workspace?.app.commands) ?? null
  const draft = usePage((page) => (threadTs === null ? page.drafts[person.id] : undefined))
  const [text, setText] = useState('')
  const [files, setFiles] = useState<SlackFile[]>([])
  const [at, setAt] = useState(0)
  const [isMenuOff, setMenuOff] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  const menuId = useId()
  // The menu lies above everything: a modal that opens must not be covered by it.
  const isCovered = usePage((page) => (page.modals[person.id]?.length ?? 0) > 0)
  const offered = isMenuOff || isCovered ? [] : suggestCommands(commands, text)

  const change = (next: string) => {
    setText(next)
    setAt(0)
    setMenuOff(false)
  }
  useEffect(() => {
    if (draft === undefined) return
    change(draft)
    input.current?.focus()
    session.state.update((page) => {
      const { [person.id]: _taken, ...drafts } = page.drafts
      return { ...page, drafts }
    })
  }, [draft, person.id, session])
  useFittingHeight(input, text)

  const send = async () => {
    const wanted = text
    const command = readCommand(wanted)
    if (wanted.trim() === '' && files.length === 0) return
    change('')
    const thread = threadTs === null ? {} : { threadTs }
    if (command) {
      await session.attempt(session.api.runCommand(person.id, { ...command, channel: channelId, ...thread }))
      return
    }
    const fileIds = files.map((file) => file.id)
    setFiles([])
    const body = {
      channel: channelId,
      text: wanted.trimEnd(),
      ...thread,
      ...(fileIds.length > 0 ? { files: fileIds } : {}),
    }
    const sent = await session.attempt(session.api.sendMessage(person.id, body))
    // What could not be sent is not lost.
    if (!sent) {
      setText(wanted)
      setFiles(files)
    }
  }
  const complete = ({ command }: CommandInfo) => {
    change(`${command} `)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that only ends a Chinese input method's word is not meant for us.
    if (event.isComposing) return
    const choice = offered[at]
    if (choice && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setAt((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    } else if (choice && event.key === 'Escape') {
      event.stopPropagation()
      setMenuOff(true)
    } else if (choice && (event.key === 'Tab' || (event.key === 'Enter' && choice.command !== text))) {
      event.preventDefault()
      complete(choice)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  const hint = commands?.find(({ command }) => text === `${command} `)?.usageHint
  return (
    <div class="composer">
      <div ref={frame} class="composer-frame">
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={threadTs === null ? say('composerFor', { name }) : say('composerReply')}
          aria-label={threadTs === null ? say('composerFor', { name }) : say('composerReply')}
          aria-controls={menuId}
          aria-activedescendant={offered[at] ? `${menuId}-${at}` : undefined}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {hint && <span class="composer-hint">{`${text.trim()} ${hint}`}</span>}
        <ComposerExtras files={files} onFiles={setFiles} onCommands={() => change('/')} input={input} />
        <IconButton
          icon="send"
          label={say('send')}
          class="composer-send"
          disabled={text.trim() === '' && files.length === 0}
          onPress={send}
        />
      </div>
      {offered.length > 0 && (
        <Floating anchor={frame} onClose={() => setMenuOff(true)} matchWidth side="above">
          <CommandMenu id={menuId} commands={offered} at={at} onPick={complete} />
        </Floating>
      )}
    </div>
  )
}
