import type { Saying } from '../../errors.ts'
import { type Language, type MessageKey, speak } from '../../i18n/translate.ts'
import { renderPage } from './layout.tsx'

export interface SignInPageContent {
  language: Language
  /** The page that was wanted. */
  to: string
  ways: readonly { how: MessageKey; links: readonly { label: MessageKey; href: string }[] }[]
  /** Why a login that was tried has come to nothing. */
  problem?: Saying
  /** What was sent is not saved; the page's script keeps it for the form. */
  isUnsaved?: boolean
}

/** For whoever is not logged in: what to do, by each platform that brings people here. */
export function renderSignInPage({ language, ways, problem, isUnsaved }: SignInPageContent): string {
  const t = speak(language)
  const title = t(problem ? 'web.login.failedTitle' : 'web.signInTitle')
  return renderPage({
    title,
    language,
    children: (
      <section class="card message" data-hold>
        <h1>{title}</h1>
        {problem && (
          <p class="alert" role="alert">
            {t(problem.key, problem.params)}
          </p>
        )}
        {!problem && <p>{t(isUnsaved ? 'web.login.unsaved' : 'web.signIn')}</p>}
        {ways.map(({ how, links }, index) => (
          <div class="way">
            <p>{t(how)}</p>
            {links.length > 0 && (
              <p class="buttons">
                {links.map(({ label, href }) => (
                  <a class={`button ${index === 0 ? 'primary' : ''}`} href={href}>
                    {t(label)}
                  </a>
                ))}
              </p>
            )}
          </div>
        ))}
      </section>
    ),
  })
}
