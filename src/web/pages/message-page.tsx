import type { Language } from '../../i18n/translate.ts'
import { type Frame, renderPage } from './layout.tsx'

/** A page that only says something: what went wrong and what to do. */
export function renderMessagePage(message: {
  title: string
  text: string
  language: Language
  visitor?: Frame['visitor']
  back?: { href: string; label: string }
  /** What was sent is not saved: the page's script keeps it for the form. */
  isUnsaved?: boolean
}): string {
  const { title, text, back, isUnsaved, ...frame } = message
  return renderPage({
    title,
    ...frame,
    children: (
      <section class="card message" data-hold={isUnsaved || undefined}>
        <h1>{title}</h1>
        <p>{text}</p>
        {back && (
          <p>
            <a class="button" href={back.href}>
              {back.label}
            </a>
          </p>
        )}
      </section>
    ),
  })
}
