import type { PhoneMessage } from '../control/control-shapes.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { MessageContent } from './message-content.tsx'
import { PhoneAvatar } from './phone-avatar.tsx'
import { usePhone } from './phone-context.ts'
import { copyPhoneText } from './text/read-phone-text.ts'
import type { MessageBody } from './wecom-shapes.ts'

interface Props {
  message: PhoneMessage
  /** where a copy goes */
  draftKey: string
  isGroup: boolean
}

/** A message with who sent it: one's own on the right. */
export function PhoneMessageView({ message, draftKey, isGroup }: Props) {
  const say = useText()
  const { refs, userid } = usePhone()
  const appName = usePage((page) => page.workspace?.app.name) ?? ''
  const isOwn = message.from === userid
  const names: Record<string, string> = {
    app: appName,
    bot: say('phoneBot', { name: appName }),
    robot: say('phoneRobot'),
  }
  const name = names[message.from] ?? refs.userName(message.from) ?? message.from
  return (
    <article class={`phone-message ${isOwn ? 'is-own' : ''}`} aria-label={name} data-msgid={message.msgid}>
      <PhoneAvatar of={message.from} />
      <div class="phone-message-main">
        {isGroup && !isOwn && <p class="phone-message-name">{name}</p>}
        <MessageContent message={message} />
      </div>
      {!isGroup && !isOwn && <CopyButton message={message} draftKey={draftKey} />}
    </article>
  )
}

/** What a long press offers: forms are templates that are copied, filled in and sent back. */
function CopyButton({ message, draftKey }: Omit<Props, 'isGroup'>) {
  const session = useSession()
  const say = useText()
  const { content } = message.body as MessageBody
  if (content === undefined) return null
  const copy = (button: Element | null) => {
    session.state.update((page) => {
      const before = page.drafts[draftKey] ?? ''
      const text = before.trim() === '' ? copyPhoneText(content) : `${before}\n${copyPhoneText(content)}`
      return { ...page, drafts: { ...page.drafts, [draftKey]: text } }
    })
    // The keyboard may only now come up.
    requestAnimationFrame(() => {
      const input = button?.closest('.phone')?.querySelector('textarea')
      input?.focus()
      input?.setSelectionRange(input.value.length, input.value.length)
    })
  }
  return (
    <IconButton
      icon="copy"
      label={say('phoneCopy')}
      class="phone-copy"
      onPress={() => copy(document.activeElement)}
    />
  )
}
