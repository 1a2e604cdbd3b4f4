import type { JSX } from 'preact'
import type { Home, HomeItem, HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { hrefOfPage, renderButton } from './card.tsx'
import { renderPage } from './layout.tsx'

/** The first page: what waits for the person, how far they have got, and what they may file. */
export function renderHomePage(visitor: Visitor, home: Home): string {
  const { actor } = visitor
  const t = speak(actor.language)
  return renderPage({
    title: t('web.nav.work'),
    language: actor.language,
    visitor,
    at: '/',
    children: (
      <>
        <h1>{home.greeting}</h1>
        {home.sections.map((section) => renderSection(section, visitor))}
      </>
    ),
  })
}

function renderSection(section: HomeSection, visitor: Visitor): JSX.Element {
  const t = speak(visitor.actor.language)
  const { id, heading, text, items, pages } = section
  return (
    <section class="card" id={id}>
      <h2>{heading}</h2>
      {text && <p class="typed">{text}</p>}
      {items.map((item) => renderItem(item, visitor))}
      {pages && (
        <p class="paging">
          {pages.page > 1 && <a href={hrefOfPage(id, pages.page - 1)}>{t('web.table.previous')}</a>}
          <span>{t('web.table.page', { page: pages.page, pages: pages.of })}</span>
          {pages.page < pages.of && <a href={hrefOfPage(id, pages.page + 1)}>{t('web.table.next')}</a>}
        </p>
      )}
    </section>
  )
}

function renderItem({ title, detail, buttons = [] }: HomeItem, visitor: Visitor): JSX.Element {
  return (
    <div class="item">
      {title !== undefined && (
        <p>
          {title}
          {detail && <span class="hint">{detail}</span>}
        </p>
      )}
      <div class="buttons">{buttons.map((button) => renderButton(button, visitor))}</div>
    </div>
  )
}
