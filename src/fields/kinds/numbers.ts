import { type Answer, base, type CommonOptions, type FieldBase, ok, type Parsed, refuse } from '../field.ts'

interface NumberOptions extends CommonOptions {
  min?: number
  max?: number
}

/**
 * Full-width digits, thousands separators and blanks are how people type; anything else is refused, not guessed: of
 * 1,2000.5 nobody knows what was meant.
 */
function tidy(answer: Answer): string | undefined {
  if (typeof answer !== 'string') return undefined
  return answer
    .normalize('NFKC')
    .replace(/[\s_]/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/^[+-]?\d{1,3}(?:,\d{3})+(?!\d)/, (grouped) => grouped.replaceAll(',', ''))
}

/** Scales a decimal text to an integer exactly; undefined when it is not a number or has more places than `places`. */
function toScaled(textNumber: string, places: number): bigint | undefined {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(textNumber)
  if (!match) return undefined
  const [, sign = '', whole = '0', fraction = ''] = match
  if (fraction.length > places) return undefined
  const scaled = BigInt(whole + fraction.padEnd(places, '0'))
  return sign === '-' ? -scaled : scaled
}

/** 123456n with two places is `1234.56`. */
export function fromScaled(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = places > 0 ? `.${digits.slice(-places)}` : ''
  return `${value < 0n ? '-' : ''}${whole}${fraction}`
}

function readScaled(answer: Answer, places: number, options: NumberOptions): Parsed<bigint> {
  const tidied = tidy(answer)
  const scaled = tidied === undefined ? undefined : toScaled(tidied, places)
  if (scaled === undefined)
    return refuse(places === 0 ? 'fields.notWholeNumber' : 'fields.notNumber', { places })
  const unit = 10n ** BigInt(places)
  if (options.min !== undefined && scaled < BigInt(options.min) * unit)
    return refuse('fields.tooSmall', { min: options.min })
  if (options.max !== undefined && scaled > BigInt(options.max) * unit)
    return refuse('fields.tooLarge', { max: options.max })
  return ok(scaled)
}

const shape = (options: NumberOptions, hasFraction: boolean) =>
  ({ shape: 'number', hasFraction, min: options.min, max: options.max }) as const

/** An integer; bounds default to what a 32-bit column holds. */
export function wholeNumber(options: NumberOptions = {}): FieldBase<number> {
  const bounded = { min: -2147483648, max: 2147483647, ...options }
  return {
    ...base('whole-number', 'integer', options),
    input: shape(options, false),
    parse: (answer) => {
      const read = readScaled(answer, 0, bounded)
      return read.ok ? ok(Number(read.value)) : read
    },
    toAnswer: String,
    show: (value, { language }) => value.toLocaleString(language),
    jsonSchema: { type: 'string', pattern: '^-?\\d+$' },
  }
}

/** Yuan with fen, held as integer fen; `min` and `max` in yuan. */
export function money(options: NumberOptions = {}): FieldBase<bigint> {
  return {
    ...base('money', 'bigint', options),
    input: shape(options, true),
    parse: (answer) => readScaled(answer, 2, { min: 0, max: 10_000_000_000, ...options }),
    toAnswer: (value) => fromScaled(value, 2),
    show: (value, { language }) => showMoney(value, language),
    showsUnit: true,
    jsonSchema: { type: 'string', pattern: '^-?\\d+(\\.\\d{1,2})?$', description: 'yuan' },
  }
}

/** A share in per cent with two places, held as basis points: 12.5 % is 1250. */
export function percent(options: NumberOptions = {}): FieldBase<number> {
  return {
    ...base('percent', 'integer', options),
    input: shape({ min: 0, max: 100, ...options }, true),
    parse: (answer) => {
      const bare = typeof answer === 'string' ? answer.normalize('NFKC').replace(/%\s*$/, '') : answer
      const read = readScaled(bare, 2, { min: 0, max: 100, ...options })
      return read.ok ? ok(Number(read.value)) : read
    },
    toAnswer: (value) => fromScaled(BigInt(value), 2),
    show: (value) => `${fromScaled(BigInt(value), 2).replace(/\.?0+$/, '')}%`,
    showsUnit: true,
    jsonSchema: { type: 'string', pattern: '^\\d+(\\.\\d{1,2})?$', description: 'per cent' },
  }
}

/** `1234567n` fen as `¥12,345.67`, grouped as the language does. */
function showMoney(fen: bigint, language: string): string {
  const [whole = '0', fraction = '00'] = fromScaled(fen, 2).split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  return `${sign}¥${BigInt(whole.replace('-', '')).toLocaleString(language)}.${fraction}`
}
