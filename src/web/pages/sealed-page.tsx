import { speak } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import type { Revealed } from '../../services/reading/reveal-record.ts'
import { renderPage } from './layout.tsx'

export function renderSealedPage(page: { visitor: Visitor; recordId: string; revealed: Revealed }): string {
  const { visitor, revealed, recordId } = page
  const { language } = visitor.actor
  const t = speak(language)
  const title = `${t('web.record.sealedTitle')} ${revealed.number}`
  return renderPage({
    title,
    language,
    visitor,
    children: (
      <article class="card sealed">
        <h1>{title}</h1>
        {revealed.answers.length === 0 && <p>{t('web.record.nothingSealed')}</p>}
        <dl class="facts">
          {revealed.answers.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="hint">{t('web.record.sealedNote')}</p>
        <p>
          <a class="button" href={`/records/${recordId}`}>
            {t('web.record.close')}
          </a>
        </p>
      </article>
    ),
  })
}
