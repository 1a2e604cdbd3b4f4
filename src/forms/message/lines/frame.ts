import { type Language, languages, speak } from '../../../i18n/translate.ts'
import { foldText } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'
import type { Form } from '../../form.ts'

/** The lines of a template that are not a field's, and those that say no more than hello. */
export interface Frame {
  /** What every header begins with. */
  headers: readonly string[]
  whole: ReadonlySet<string>
  titles: readonly string[]
  /** What is said before the fields, as far as it is compared. */
  intros: readonly string[]
}

/** Set apart from what is to be filled in, and known again when it is sent back. */
export const introLines = (intro: string): string[] =>
  intro.split('\n').flatMap((each) => {
    const line = each.trim()
    if (line === '') return []
    return [/\p{Script=Han}/u.test(line) ? `（${line}）` : `(${line})`]
  })

/** What cannot be left out and is still open, in a line; none where everything is there. */
export const mustHaveLines = (labels: readonly string[], language: Language): string[] =>
  labels.length === 0
    ? []
    : [speak(language)('messages.mustHave', { labels: labels.join(speak(language)('chat.comma')) })]

/** How such a line begins, whatever it names: what is open changes while somebody fills it in. */
const mustHaveBegins = languages.map((language) =>
  foldText(speak(language)('messages.mustHave', { labels: '' }))
    .slice(0, -1)
    .trimEnd(),
)

/** Folded letters of a line that tell it from any other. */
const comparedAtMost = 120

const COURTESY = [
  ...[
    '谢谢',
    '谢谢领导',
    '谢谢主管',
    '好',
    '好的',
    '收到',
    '以上',
    '请审批',
    '请领导审批',
    '请查收',
    '请查阅',
    '辛苦了',
    '您好',
  ],
  ...[
    '领导好',
    '你好',
    '请看',
    '填好了',
    '写好了',
    '已填',
    '已填好',
    '麻烦了',
    '请批准',
    '望批准',
    '请过目',
    '完毕',
  ],
  ...[
    'thanks',
    'thank you',
    'hi',
    'hello',
    'ok',
    'done',
    'here it is',
    'here you are',
    'regards',
    'best regards',
  ],
]

const bare = (folded: string): string => trimMarks(folded, ',.;:。!~、…^_')

const fixed = new Set(
  [
    ...COURTESY,
    ...languages.flatMap((language) => [
      speak(language)('messages.sendBack'),
      speak(language)('messages.secureFollows'),
    ]),
  ].map((text) => bare(foldText(text))),
)

export function frameOf(form: Form, twin?: Form): Frame {
  const forms = twin ? [form, twin] : [form]
  const titles = forms.flatMap(({ title, heading }) => [
    ...(heading === undefined ? [] : [`${title} ${heading}`, heading]),
    title,
  ])
  return {
    headers: forms.flatMap(({ title }) => [foldText(`【${title}】`), foldText(`[${title}]`)]),
    whole: new Set(titles.map((text) => bare(foldText(text)))),
    titles: titles.map(foldText).filter((title) => title !== ''),
    intros: forms.flatMap(({ intro = '' }) =>
      introLines(intro).map((line) => foldText(line).slice(0, comparedAtMost)),
    ),
  }
}

/** Whether a line belongs to no field: the template's own lines, a greeting, a rule of dashes. */
export function isFrame({ headers, whole, intros }: Frame, folded: string): boolean {
  if ([...intros, ...mustHaveBegins].some((intro) => folded.startsWith(intro))) return true
  if (headers.some((header) => folded.startsWith(header))) return true
  if (folded.length > comparedAtMost) return false
  const words = bare(folded)
  return whole.has(words) || fixed.has(words) || /^[-=_~*#—─ ]{3,}$/.test(folded)
}

/** How much of a first line only says which form it is: 周计划：…; 0 where none of it does. */
export function titleLength({ titles }: Frame, folded: string): number {
  const title = titles.find((each) => folded.startsWith(each))
  return title === undefined ? 0 : title.length
}
