import { describe, expect, it } from 'vitest'
import { unescapeText } from '../../bots/slack/receive/unescape-text.ts'
import { findEncrypted } from '../../bots/wecom/receive/envelope.ts'
import { parseXml } from '../../bots/wecom/receive/read-xml.ts'
import { widenMarks } from '../../bots/wecom/render/widen-marks.ts'
import { writeMarkdown } from '../../bots/wecom/smart-bot/write-markdown.ts'
import { findCommand } from '../../src/commands/find-command.ts'
import { holdsIdentity } from '../../src/fields/identity.ts'
import { blankPatient, leaveOutPatient, leaveOutPerson } from '../../src/fields/patient-lines.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { personHeadings, readPersonLine } from '../../src/services/importing/read-person-line.ts'
import { toOwnPath } from '../../src/services/links/own-path.ts'
import { foldText } from '../../src/text/fold-text.ts'
import { isInvisible } from '../../src/text/is-invisible.ts'
import { settleDirection } from '../../src/text/settle-direction.ts'
import { filing, namedTypes } from '../support/asked-forms.ts'

/** Pieces that make patterns try again and again, as long as anything that reaches a reader may be. */
const pieces = [
  'a',
  '1',
  ' ',
  '\t',
  '\n',
  '　',
  '<',
  '<a',
  '|',
  ',',
  '，',
  '：',
  '患者',
  '患者 ',
  '1 ',
  '+',
  '+(',
  '-',
  '(',
  '（',
  '\\',
  '\u200b',
  '\u202b',
  '@',
  '.',
  '1.',
  '- ',
  '> ',
  '】',
  '*',
  '_',
  '~',
  '【',
  '13',
  '姓名',
  '0',
  'e\u0301',
  '周一',
  '和',
  '分钟',
  '一',
]
const longest = 20_000
const form = (() => {
  const [, type] = namedTypes.find(([id]) => id === 'weekly-plan') ?? []
  if (!type) throw new Error('no plan')
  return buildForm(
    type,
    askedFields(type),
    filing(type),
    'zh-CN',
    { title: '周计划', submitLabel: '提交' },
    { answers: {}, names: { of: () => 'x' } },
  )
})()

const readers: Record<string, (text: string) => unknown> = {
  holdsIdentity,
  blankPatient,
  leaveOutPatient,
  leaveOutPerson,
  foldText,
  isInvisible,
  settleDirection,
  unescapeText,
  findEncrypted,
  parseXml,
  widenMarks,
  writeMarkdown,
  toOwnPath,
  findCommand: (text) => findCommand(text.slice(0, 3000)),
  parseTemplate: (text) => parseTemplate(form, text.slice(0, 3000), { today: '2026-11-18' }),
  personLine: (text) =>
    readPersonLine(
      {
        line: 2,
        cells: Object.fromEntries(Object.keys(personHeadings).map((key) => [key, text.slice(0, 3000)])),
      },
      { zone: 'Asia/Shanghai', language: 'zh-CN' },
    ),
  fields: (text) =>
    namedTypes.map(([, type]) =>
      Object.values(askedFields(type)).map((field) => field.parse(text, { today: '2026-11-18' })),
    ),
}

/** No pattern takes the square of what it reads (ASVS 1.3.12): twice the text takes twice the time, not four times. */
describe.each(Object.entries(readers))('%s', (_, read) => {
  it('reads the longest text of any one piece in no time', () => {
    for (const piece of pieces) {
      for (const end of ['', '!']) {
        const text = piece.repeat(Math.ceil(longest / piece.length)) + end
        // Of the processor, which a busy machine also gives to others.
        const from = process.cpuUsage()
        read(text)
        const { user, system } = process.cpuUsage(from)
        const tookMs = (user + system) / 1_000
        expect([piece, end, tookMs < 1_000]).toEqual([piece, end, true])
      }
    }
  })
})
