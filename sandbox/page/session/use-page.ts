import { createContext } from 'preact'
import { useContext, useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { type TextKey, translate } from '../language/translate.ts'
import type { Viewer } from '../text/format-slack-date.ts'
import { type Account, listAccounts } from './accounts.ts'
import { type PageState, presentMs } from './page-state.ts'
import type { Session } from './start-session.ts'

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session around this component')
  return session
}

/** Renders again when what `select` picks has changed; `select` must return a kept reference or a primitive. */
export function usePage<T>(select: (page: PageState) => T): T {
  const { state } = useSession()
  const [, renderAgain] = useReducer((count: number, _: undefined) => count + 1, 0)
  const selected = select(state.read())
  const latest = useRef({ select, selected })
  latest.current = { select, selected }
  useEffect(() => {
    const check = () => {
      const { select: pick, selected: last } = latest.current
      if (!Object.is(pick(state.read()), last)) renderAgain(undefined)
    }
    // The state may have moved on between render and effect.
    check()
    return state.subscribe(check)
  }, [state])
  return selected
}

type Say = (key: TextKey, params?: Record<string, string | number>) => string

export function useText(): Say {
  const language = usePage((page) => page.language)
  return (key, params) => translate(language, key, params)
}

/** The workspace's present time, read anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const { state } = useSession()
  const [, tick] = useReducer((count: number, _: undefined) => count + 1, 0)
  usePage((page) => page.clockReadAtMs)
  useEffect(() => {
    const timer = window.setInterval(() => tick(undefined), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return presentMs(state.read(), performance.now())
}

export function useViewer(timeZone: string): Viewer {
  const say = useText()
  const language = usePage((page) => page.language)
  return {
    timeZone,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    nowMs: useNow(30_000),
    words: { today: say('today'), yesterday: say('yesterday'), tomorrow: say('tomorrow') },
  }
}

/** Everybody with their accounts, read anew when either platform's people or app change. */
export function useAccounts(): Account[] {
  const workspace = usePage((page) => page.workspace)
  const wecom = usePage((page) => page.wecom)
  return useMemo(() => listAccounts(workspace, wecom), [workspace, wecom])
}
