import type { JSX } from 'preact'
import type { Button, Card, Press } from '../../forms/card.ts'
import { parseFormKey } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { formPath } from '../form/form-path.ts'
import { controls } from '../form/names.ts'

/** The neutral card as HTML. */
export function renderCard(card: Card, visitor: Visitor): JSX.Element {
  const buttons = (card.buttons ?? []).map((button) => renderButton(button, visitor)).filter(Boolean)
  return (
    <article class="card">
      <h1>
        {card.title} {card.badge && <span class={`badge ${card.badge.tone}`}>{card.badge.text}</span>}
      </h1>
      {card.facts && card.facts.length > 0 && (
        <dl class="facts">
          {card.facts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.sections?.map(({ heading, text }) => (
        <section>
          {heading && <h2>{heading}</h2>}
          <p class="typed">{text}</p>
        </section>
      ))}
      {buttons.length > 0 && <div class="buttons">{buttons}</div>}
      {card.footer && <p class="hint">{card.footer}</p>}
    </article>
  )
}

/** A button as a link where it only leads somewhere, as a form where it does something; null for what pages lack. */
export function renderButton(button: Button, visitor: Visitor): JSX.Element | null {
  const look = button.tone ?? 'plain'
  const href = 'url' in button ? button.url : hrefOf(button.press)
  if (href !== undefined) {
    return (
      <a class={`button ${look}`} href={href}>
        {button.label}
      </a>
    )
  }
  const deed = 'press' in button ? deedOf(button.press) : undefined
  if (!deed) return null
  const form = (label: string, question?: string) => (
    <form method="post" action={deed.path}>
      <input type="hidden" name={controls.csrf} value={visitor.csrfToken} />
      {question && (
        <label>
          {question}
          <textarea name="reason" required maxLength={500} />
        </label>
      )}
      {deed.revision !== undefined && <input type="hidden" name="revision" value={deed.revision} />}
      <button type="submit" class={look} name="action" value={deed.action}>
        {label}
      </button>
    </form>
  )
  if (button.asks) {
    return (
      <details class="confirm">
        <summary class={`button ${look}`}>{button.label}</summary>
        {form(button.label, button.asks)}
      </details>
    )
  }
  if (!button.confirm) return form(button.label)
  return (
    <details class="confirm">
      <summary class={`button ${look}`}>{button.label}</summary>
      <p>{button.confirm}</p>
      {form(speak(visitor.actor.language)('web.record.sure'))}
    </details>
  )
}

/** What a press changes, and where that is done. */
function deedOf(press: Press): { path: string; action: string; revision?: number } | undefined {
  if (press.do === 'act') {
    return { path: `/records/${press.recordId}/act`, action: press.action, revision: press.revision }
  }
  if (press.do === 'requeue') return { path: `/undelivered/${press.outboxId}`, action: press.do }
  return press.do === 'duty' ? { path: `/duties/${press.dutyId}`, action: press.decision } : undefined
}

/** Where a press leads when nothing is changed by it. */
function hrefOf(press: Press): string | undefined {
  switch (press.do) {
    case 'file':
      return formPath({ kind: 'file', ...press })
    case 'show':
      return `/records/${press.recordId}`
    case 'reveal':
      return press.purpose === 'fill' && press.action
        ? `/records/${press.recordId}/do/${press.action}`
        : `/records/${press.recordId}/sealed`
    case 'resume-draft':
    case 'send-draft':
      return formPath(parseFormKey(press.formKey))
    case 'page':
      return hrefOfPage(press.of, press.page)
    default:
      return undefined
  }
}

/** A section of the first page, turned to one of its pages. */
export const hrefOfPage = (section: string, page: number): string => `/?${section}=${page}#${section}`
