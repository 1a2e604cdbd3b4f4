import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { showInstant } from '../../services/reading/export-columns.ts'
import type { HistoryItem } from '../../services/reading/read-history.ts'
import { renderCard } from './card.tsx'
import { renderPage } from './layout.tsx'

/** A record as it stands, with what one may do, and how it came to stand so. */
export function renderRecordPage(page: {
  visitor: Visitor
  typeId: string
  card: Card
  history: readonly HistoryItem[]
  /** Why what was asked for was not done. */
  alert?: string
}): string {
  const { visitor, card, history } = page
  const { actor } = visitor
  const t = speak(actor.language)
  return renderPage({
    title: card.title,
    language: actor.language,
    visitor,
    at: page.typeId,
    children: (
      <>
        {page.alert && (
          <p class="alert" role="alert">
            {page.alert}
          </p>
        )}
        {renderCard(card, visitor)}
        {history.length > 0 && (
          <section class="history">
            <h2>{t('web.record.history')}</h2>
            <ol>
              {history.map((item) => (
                <li>
                  <p>
                    <strong>{item.what}</strong> · {item.by}
                  </p>
                  <p class="hint">
                    <time datetime={item.at.toISOString()}>{showInstant(item.at, actor.zone)}</time>
                    {item.platform && ` · ${item.platform}`}
                  </p>
                  {item.note && <p class="typed">{item.note}</p>}
                  {item.changes.length > 0 && (
                    <dl class="changes">
                      {item.changes.map(({ label, before, after }) => (
                        <div>
                          <dt>{label}</dt>
                          <dd>
                            {before && <del>{before}</del>} <ins>{after || t('web.form.empty')}</ins>
                          </dd>
                        </div>
                      ))}
                    </dl>
                  )}
                </li>
              ))}
            </ol>
          </section>
        )}
      </>
    ),
  })
}
