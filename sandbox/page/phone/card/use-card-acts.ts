import { useState } from 'preact/hooks'
import type { PhoneMessage } from '../../control/control-shapes.ts'
import { useSession, useText } from '../../session/use-page.ts'
import { usePhone } from '../phone-context.ts'

/** What a member does with a card; choosing sends nothing to the app, a press does. */
export function useCardActs({ msgid }: PhoneMessage) {
  const session = useSession()
  const say = useText()
  const { userid, browse } = usePhone()
  const [busyKey, setBusyKey] = useState<string | null>(null)
  const press = async (key: string) => {
    setBusyKey(key)
    const result = await session.attempt(session.api.pressCard(userid, msgid, key))
    setBusyKey(null)
    if (result?.openUrl) browse(result.openUrl)
    else if (result?.callback?.error) session.notify(say('phoneUnheard', { error: result.callback.error }))
  }
  const choose = (questionKey: string, ids: string[]) => {
    void session.attempt(session.api.chooseOnCard(userid, msgid, { [questionKey]: ids }))
  }
  return { busyKey, press, choose }
}
