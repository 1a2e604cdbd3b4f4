import { type Language, speak } from '../../i18n/translate.ts'
import type { LinkAim } from '../../services/links/link-aim.ts'
import { renderPage } from './layout.tsx'

/** What a link's address shows: one button. Only pressing it uses the link up. */
export function renderLinkPage(link: {
  token: string
  aim: LinkAim
  language: Language
  minutes: number
}): string {
  const t = speak(link.language)
  const title = t('web.link.title')
  return renderPage({
    title,
    language: link.language,
    children: (
      <section class="card message">
        <h1>{title}</h1>
        <p>{t(`web.link.${link.aim.purpose}`)}</p>
        <form method="post" action={`/s/${link.token}`}>
          <button type="submit" class="primary">
            {t('web.link.open')}
          </button>
        </form>
        <p class="hint">{t('web.link.once', { minutes: link.minutes })}</p>
      </section>
    ),
  })
}
