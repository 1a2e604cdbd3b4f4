import type { Actor } from '../access/actor.ts'
import type { Card } from '../forms/card.ts'
import { type Form, formKey } from '../forms/form.ts'
import { renderTemplate } from '../forms/message/render-template.ts'
import type { TemplateReading } from '../forms/message/template-reading.ts'
import { speak } from '../i18n/translate.ts'
import type { Meant } from './look-up.ts'

/** What is still open, with why it is asked. */
export function questionCard(
  { language }: Actor,
  question: string,
  { unclear, doubt }: { unclear: Meant | undefined; doubt: TemplateReading['doubtful'][number] | undefined },
): Card {
  const t = speak(language)
  if (unclear) {
    const names = unclear.options.map(({ label }, at) => `${at + 1}. ${label}`)
    const title = t(names.length > 0 ? 'chat.whichName' : 'chat.noName', { name: unclear.typed })
    return { title, sections: [{ text: names.length > 0 ? names.join('\n') : question }] }
  }
  return doubt ? { title: t(doubt.why), sections: [{ text: question }] } : { title: question }
}

export const unreadCard = ({ language }: Actor, unread: readonly string[]): Card => ({
  title: speak(language)('chat.unread'),
  sections: [{ text: unread.join('\n') }],
})

/** What was understood, as it will be sent. */
export function shownCard({ language }: Actor, form: Form): Card {
  const t = speak(language)
  const lines = renderTemplate(form, language).join('\n').split('\n')
  const key = formKey(form.purpose)
  return {
    title: titleOf(form),
    sections: [{ text: lines.slice(1, -1).join('\n') }],
    buttons: [
      { label: form.submitLabel, tone: 'primary', press: { do: 'send-draft', formKey: key } },
      { label: t('chat.onPage'), press: { do: 'resume-draft', formKey: key } },
    ],
    footer: t('chat.orAgain'),
  }
}

export const titleOf = ({ title, heading }: Form) => (heading === undefined ? title : `${title} ${heading}`)
