import type { ComponentChildren, JSX } from 'preact'
import { speak, type Translate } from '../../i18n/translate.ts'
import type { OpenSession, Sessions } from '../../services/links/list-sessions.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { showInstant } from '../../services/reading/export-columns.ts'
import { controls } from '../form/names.ts'
import { renderPage } from './layout.tsx'

/** Where somebody is logged in; below it, for an administrator, who else is. */
export function renderSessionsPage(visitor: Visitor, { own, people }: Sessions): string {
  const { actor } = visitor
  const t = speak(actor.language)
  return renderPage({
    title: t('web.sessions.title'),
    language: actor.language,
    visitor,
    children: (
      <>
        <section class="card">
          <h1>{t('web.sessions.title')}</h1>
          <p class="hint">{t('web.sessions.intro')}</p>
          {own.map((session) => renderSession(session, visitor, t))}
          {own.some(({ isThis }) => !isThis) && (
            <div class="buttons">
              <EndForm visitor={visitor} name="others" value="1">
                {t('web.sessions.endOthers')}
              </EndForm>
            </div>
          )}
        </section>
        {people && renderPeople(people, visitor, t)}
      </>
    ),
  })
}

function renderSession(
  { id, browser, openedAt, endsAt, isThis }: OpenSession,
  visitor: Visitor,
  t: Translate,
): JSX.Element {
  const { zone } = visitor.actor
  const times = { opened: showInstant(openedAt, zone), ends: showInstant(endsAt, zone) }
  return (
    <div class="item">
      <p>
        {browser ?? t('web.sessions.unknownBrowser')}
        {isThis && (
          <>
            {' '}
            <span class="badge good">{t('web.sessions.this')}</span>
          </>
        )}
        <span class="hint">{t('web.sessions.times', times)}</span>
      </p>
      {!isThis && (
        <EndForm visitor={visitor} name="session" value={id}>
          {t('web.sessions.end')}
        </EndForm>
      )}
    </div>
  )
}

function renderPeople(
  { rows, page, hasNext }: NonNullable<Sessions['people']>,
  visitor: Visitor,
  t: Translate,
): JSX.Element {
  return (
    <section class="card">
      <h2>{t('web.sessions.people')}</h2>
      <p class="hint">{t('web.sessions.peopleIntro')}</p>
      {rows.map(({ personId, name, count }) => (
        <div class="item">
          <p>
            {name}
            <span class="hint">{t('web.sessions.count', { count })}</span>
          </p>
          <EndForm visitor={visitor} name="person" value={personId}>
            {t('web.sessions.endAll')}
          </EndForm>
        </div>
      ))}
      {(page > 1 || hasNext) && (
        <p class="paging">
          {page > 1 && <a href={`/sessions?page=${page - 1}`}>{t('web.table.previous')}</a>}
          {hasNext && <a href={`/sessions?page=${page + 1}`}>{t('web.table.next')}</a>}
        </p>
      )}
    </section>
  )
}

function EndForm(form: { visitor: Visitor; name: string; value: string; children: ComponentChildren }) {
  return (
    <form method="post" action="/sessions/end">
      <input type="hidden" name={controls.csrf} value={form.visitor.csrfToken} />
      <input type="hidden" name={form.name} value={form.value} />
      <button type="submit" class="quiet danger">
        {form.children}
      </button>
    </form>
  )
}
