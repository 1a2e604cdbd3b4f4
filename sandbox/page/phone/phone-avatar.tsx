import { Avatar } from '../parts/avatar.tsx'
import { findAccount } from '../session/accounts.ts'
import { useAccounts } from '../session/use-page.ts'

/** The picture of the app, of the smart bot, of a group's robot, of a group, or of a member by their userid. */
export function PhoneAvatar({ of }: { of: string }) {
  const accounts = useAccounts()
  if (of === 'app') return <Avatar person={BOT} size="l" />
  if (of === 'robot' || of === 'bot' || of === 'group') {
    return (
      <span class={`avatar avatar-l avatar-of-${of}`} aria-hidden="true">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={of === 'group' ? GROUP : ROBOT} />
        </svg>
      </span>
    )
  }
  return <Avatar person={findAccount(accounts, { app: 'wecom', personId: of })?.person} size="l" />
}

const BOT = {
  id: '',
  handle: '',
  real_name: '',
  tz: '',
  title: '',
  image: null,
  is_bot: true,
  deleted: false,
}
const ROBOT = 'M12 3v4M6 7h12v11H6zM9.5 11.5v2M14.5 11.5v2M3.5 11v4M20.5 11v4'
const GROUP =
  'M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3.2 2.4-5.5 5.5-5.5S14 15.8 14 19M15.5 11.2a2.6 2.6 0 1 0-.2-5.1M16.5 13.6c2.6.2 4.5 2.3 4.5 5.4'
