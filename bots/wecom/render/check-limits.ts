import { ConfigError } from '../../../src/errors.ts'
import type { Card } from '../../../src/forms/card.ts'
import { type Language, languages } from '../../../src/i18n/translate.ts'
import type { RecordType } from '../../../src/records/record-type.ts'
import { findExcesses } from './check-card.ts'
import { limits, widthOf } from './limits.ts'
import { renderCard, renderInPlace } from './render-card.ts'

/**
 * Renders the card of every record type in both languages, as large as it can grow.
 * @throws ConfigError with everything that WeCom would refuse, and every button whose words it has no room for
 */
export function checkLimits(recordTypes: readonly RecordType[]): void {
  const problems = recordTypes.flatMap((type) => languages.flatMap((language) => checkType(type, language)))
  if (problems.length > 0) throw new ConfigError(problems)
}

function checkType(type: RecordType, language: Language): string[] {
  const { label, fields, actions } = type.texts[language]
  const at = `${type.id} card in WeCom (${language})`
  const card: Card = {
    title: `${label} ${'9'.repeat(limits.titleChars)}`,
    facts: Object.values(fields).map((name) => ({
      label: name,
      value: 'x'.repeat(limits.factValueChars + 1),
    })),
    buttons: Object.entries(actions).map(([action, name]) => ({
      label: name,
      confirm: 'x'.repeat(limits.titleChars),
      press: { do: 'act', recordId: '0'.repeat(36), revision: 2 ** 31 - 1, action },
    })),
  }
  const look = { key: at, pagesUrl: 'https://example.com' }
  const rendered = renderCard(card, look).flatMap((message) =>
    message.msgtype === 'template_card' ? [message.template_card] : [],
  )
  return [
    // A long one would be shown as a number: a decision should be read on its button.
    ...Object.values(actions)
      .filter((name) => widthOf(name) > limits.buttonWidth)
      .map(
        (name) =>
          `${at}: button “${name}” is as wide as ${widthOf(name)} Chinese characters, WeCom takes ${limits.buttonWidth}`,
      ),
    ...[...rendered, ...renderInPlace(card, look).cards]
      .flatMap(findExcesses)
      .map((excess) => `${at}: ${excess}`),
  ]
}
