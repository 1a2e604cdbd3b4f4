import fc from 'fast-check'
import { readActing, readFiling } from '../../src/api/read-body.ts'
import { findCommand } from '../../src/commands/find-command.ts'
import type { Answers } from '../../src/fields/field.ts'
import { holdsIdentity } from '../../src/fields/identity.ts'
import { parseAnswers } from '../../src/fields/parse-answers.ts'
import { blankPatient, leaveOutPatient, leaveOutPerson } from '../../src/fields/patient-lines.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import { parsePolicy } from '../../src/policy/parse-policy.ts'
import { parseActivityLine } from '../../src/records/activity/line/parse-activity-line.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { toOwnPath } from '../../src/services/links/own-path.ts'
import { foldText } from '../../src/text/fold-text.ts'
import { settleDirection } from '../../src/text/settle-direction.ts'
import { readForm } from '../../src/web/form/read-form.ts'
import { findPurpose } from '../../src/web/form/read-purpose.ts'
import { filing } from '../support/asked-forms.ts'
import { defaultYaml } from '../support/default-policy.ts'
import { anyName } from '../support/legal-answers.ts'
import { customers } from '../support/line-fixtures.ts'
import { type FuzzTarget, tolerate } from './fuzz-target.ts'
import { nastyJson, nastyText } from './nasty-text.ts'

const today = '2026-11-18'
const words = { title: '周计划', heading: '2026年第48周', submitLabel: '提交' }
const forms = recordTypes.map((type) =>
  buildForm(type, askedFields(type), filing(type), 'zh-CN', words, { answers: {}, names: anyName }),
)
const labels = forms.flatMap(({ fields }) => fields.map(({ label }) => `${label}：`))

/** Forms that are typed back, whole, in part or as something else. */
export const templateTarget: FuzzTarget = {
  name: 'message-template',
  share: 40,
  input: fc.tuple(
    fc.nat(forms.length - 1),
    nastyText([...labels, '1. ', '2、', '\n- ', ' | ', '> ', '—— 改好后整条发回来']),
  ),
  decode: ([at, text]: [number, string]) => {
    const form = forms[at]
    if (!form) throw new RangeError('no form')
    const reading = parseTemplate(form, text, { today })
    const known = new Set(form.fields.map(({ name }) => name))
    if (Object.keys(reading.answers).some((name) => !known.has(name))) throw new Error('an answer to nothing')
    return reading
  },
}

/** What somebody types into a chat: a command, a line for the log, or what must not stand there. */
export const activityTarget: FuzzTarget = {
  name: 'typed-line',
  share: 30,
  input: nastyText(['拜访康民诊所', '电话同和药房', '30分钟', '，然后', '昨天下午', '陪同', '带教']),
  decode: (text: string) => {
    findCommand(text)
    const blank = blankPatient(text)
    if (blankPatient(blank) !== blank) throw new Error('the second time it leaves out more')
    leaveOutPatient(text)
    leaveOutPerson(text)
    const folded = foldText(text)
    if (foldText(folded) !== folded) throw new Error('folded twice it is another')
    const settled = settleDirection(text)
    if (settleDirection(settled) !== settled) throw new Error('settled twice it is another')
    if (holdsIdentity(text)) return undefined
    return parseActivityLine(text.slice(0, 3000), {
      now: new Date('2026-11-18T08:00:00Z'),
      zone: 'Asia/Shanghai',
      customers,
    })
  },
}

/** Bodies of the API, and answers of every type of record. */
export const answersTarget: FuzzTarget = {
  name: 'api-answers',
  share: 120,
  input: fc.tuple(
    fc.nat(recordTypes.length - 1),
    fc.oneof(
      nastyJson,
      nastyJson.map((answers) => ({ answers })),
      nastyJson.map((periodKey) => ({ periodKey, answers: {} })),
      fc
        .dictionary(
          fc.constantFrom(...labels, 'name', 'goals', 'visits', 'day', 'minutes', 'amount', '__proto__'),
          nastyJson,
        )
        .map((answers) => ({ answers })),
    ),
  ),
  decode: ([at, body]: [number, unknown]) => {
    const type = recordTypes[at]
    if (!type) throw new RangeError('no type')
    tolerate(['AppError'], () => readActing(body))
    const filed = tolerate(['AppError'], () => readFiling(body)) as { answers: Answers } | undefined
    if (!filed) return undefined
    const fields = askedFields(type)
    const parsed = parseAnswers(fields, filed.answers, { today })
    if (parsed.ok && Object.keys(parsed.values).some((name) => !Object.hasOwn(fields, name)))
      throw new Error('a value of no field')
    return parsed
  },
}

/** What a browser sends of a form. */
export const webFormTarget: FuzzTarget = {
  name: 'web-form',
  share: 100,
  input: fc.tuple(
    fc.nat(recordTypes.length - 1),
    fc.array(
      fc.tuple(
        fc.oneof(
          fc.constantFrom(
            '_purpose',
            'goals',
            'visits.0:row',
            'visits.0.customer',
            'visits.9999:row',
            'name',
            '__proto__',
          ),
          nastyText(['.0', ':row', ':pick', ':id', ':was']),
        ),
        fc.oneof(
          nastyText(),
          nastyJson.map((value) => JSON.stringify(value)),
        ),
      ),
      { maxLength: 8 },
    ),
  ),
  decode: ([at, fields]: [number, [string, string][]]) => {
    const body = new URLSearchParams(new URLSearchParams(fields).toString())
    findPurpose(body)
    const type = recordTypes[at]
    return type && parseAnswers(askedFields(type), readForm(askedFields(type), body), { today })
  },
}

export const addressTarget: FuzzTarget = {
  name: 'address',
  share: 100,
  input: nastyText([
    '//',
    '/\\',
    'evil.example',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '/..',
    'http:',
    'javascript:',
  ]).map((text) => `/${text}`),
  decode: (wanted: string) => {
    const house = 'https://fieldpost.example'
    if (new URL(toOwnPath(wanted), house).origin !== house) throw new Error('it leads out of the house')
  },
}

const lines = defaultYaml().split('\n')
const syntax = [
  '&a ',
  '*a',
  '<<: *a',
  '{',
  '}',
  '[',
  ']',
  '- ',
  ': ',
  '? ',
  '| ',
  '> ',
  '!!binary ',
  '!!set ',
  '# ',
  '---',
  '...',
  '%YAML',
  "'",
  '"',
  '\t',
  '  ',
]
/** The default policy, in which some lines are gone, twice, elsewhere or something else. */
const policies = fc
  .array(
    fc.tuple(
      fc.constantFrom('drop', 'twice', 'swap', 'put', 'value'),
      fc.nat(lines.length - 1),
      fc.nat(lines.length - 1),
      nastyText(syntax),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((changes) => {
    const changed = [...lines]
    for (const [how, at, other, text] of changes) {
      const line = changed[at] ?? ''
      if (how === 'drop') changed.splice(at, 1)
      else if (how === 'twice') changed.splice(at, 0, line)
      else if (how === 'swap') [changed[at], changed[other]] = [changed[other] ?? '', line]
      else if (how === 'put') changed.splice(at, 0, text)
      else changed[at] = line.replace(/:.*/, `: ${text}`)
    }
    return changed.join('\n')
  })

export const policyTarget: FuzzTarget = {
  name: 'policy-yaml',
  share: 10,
  input: fc.oneof(
    { weight: 1, arbitrary: policies },
    { weight: 2, arbitrary: nastyText([...syntax, 'duties:', 'zone: ', 'language: zh-CN\n']) },
  ),
  decode: (yaml: string) => {
    const { policy, problems } = parsePolicy(yaml)
    if ((policy === null) !== problems.length > 0) throw new Error('neither a policy nor a problem')
    if (problems.some(({ line }) => !(line >= 1))) throw new Error('a problem without a line')
  },
}
