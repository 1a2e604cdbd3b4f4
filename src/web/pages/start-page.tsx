import { speak } from '../../i18n/translate.ts'
import { recordTypes } from '../../records/registry.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { renderPage } from './layout.tsx'

/** The first page: what one may file. */
export function renderStartPage(visitor: Visitor): string {
  const { actor } = visitor
  const t = speak(actor.language)
  const subject = { ownerId: actor.personId, teamId: actor.teamId }
  const filed = recordTypes.filter((type) => type.access.create.allows(actor, subject))
  return renderPage({
    title: t('web.nav.work'),
    language: actor.language,
    visitor,
    at: '/',
    children: (
      <>
        <h1>{t('web.nav.work')}</h1>
        <section class="card">
          <h2>{t('web.home.file')}</h2>
          <div class="buttons">
            {filed.map((type) => (
              <a class="button" href={`/new/${type.id}`}>
                {type.texts[actor.language].label}
              </a>
            ))}
          </div>
        </section>
      </>
    ),
  })
}
