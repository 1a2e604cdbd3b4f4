import type { ComponentChildren, JSX } from 'preact'
import { render } from 'preact-render-to-string'
import type { Actor } from '../../access/actor.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { recordTypes } from '../../records/registry.ts'
import { assetUrl } from '../assets.ts'
import { controls } from '../form/names.ts'

export interface Frame {
  title: string
  language: Language
  /** Who is logged in; without it the page has no navigation. */
  visitor?: { actor: Actor; csrfToken: string }
  /** Which entry of the navigation this page is under: `/` or a record type's id. */
  at?: string
  children: ComponentChildren
}

/** A whole page as text. */
export function renderPage(frame: Frame): string {
  return `<!doctype html>${render(<Page {...frame} />)}`
}

function Page({ title, language, visitor, at, children }: Frame): JSX.Element {
  const t = speak(language)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${t('web.brand')}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl('app.css')} />
        <script src={assetUrl('app.js')} defer />
      </head>
      <body>
        <a class="skip" href="#content">
          {t('web.nav.skip')}
        </a>
        <header>
          <div class="bar">
            <a class="brand" href="/">
              {t('web.brand')}
            </a>
            {visitor && (
              <form method="post" action="/logout" class="who">
                <a href="/sessions" aria-label={t('web.nav.sessions', { name: visitor.actor.name })}>
                  {visitor.actor.name}
                </a>
                <input type="hidden" name={controls.csrf} value={visitor.csrfToken} />
                <button type="submit" class="quiet">
                  {t('web.nav.logout')}
                </button>
              </form>
            )}
          </div>
          {visitor && <Navigation actor={visitor.actor} at={at} />}
        </header>
        <main id="content">{children}</main>
      </body>
    </html>
  )
}

function Navigation({ actor, at }: { actor: Actor; at: string | undefined }) {
  const t = speak(actor.language)
  const tables = recordTypes.filter((type) => type.access.read.rows(actor).anyOf.length > 0)
  const current = (place: string) => (place === at ? ('page' as const) : undefined)
  return (
    <nav aria-label={t('web.nav.menu')}>
      <a href="/" aria-current={current('/')}>
        {t('web.nav.work')}
      </a>
      {tables.map((type) => (
        <a href={`/tables/${type.id}`} aria-current={current(type.id)}>
          {type.texts[actor.language].label}
        </a>
      ))}
    </nav>
  )
}
