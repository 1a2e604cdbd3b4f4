import { describe, expect, it } from 'vitest'
import type { Form, FormField, FormInput } from '../../src/forms/form.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { texts } from '../../src/records/weekly-plan/texts.ts'

const number = { shape: 'number', hasFraction: false, min: 0, max: 200 } as const
const lines = { shape: 'lines', maxLength: 2000 } as const

/** The weekly plan as it is asked for, without answers. */
function planIn(language: Language): Form {
  const { label: title, fields: labels } = texts[language]
  const field = (name: string, input: FormInput): FormField => ({
    name: name.slice(name.indexOf('.') + 1),
    label: labels[name] ?? '',
    required: name === 'goals',
    input,
    answer: null,
  })
  const blank = [
    field('visits.customer', { shape: 'lookup', of: 'customer' }),
    field('visits.purpose', { shape: 'line', maxLength: 60 }),
    field('visits.day', { shape: 'date' }),
  ]
  return {
    purpose: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
    title,
    submitLabel: '',
    fields: [
      field('goals', lines),
      field('visits', { shape: 'rows', rows: [], maxRows: 15, blank }),
      ...['newVisitTarget', 'oldVisitTarget', 'callTarget', 'referralTarget'].map((name) =>
        field(name, number),
      ),
      field('notes', lines),
    ],
  }
}

const read = (language: Language, text: string) =>
  parseTemplate(planIn(language), text, {
    today: '2026-11-20',
    twin: planIn(language === 'en' ? 'zh-CN' : 'en'),
  })

describe('a plan in the words of whoever writes it', () => {
  const all = {
    goals: 'sign Renai',
    visits: [{ customer: null, purpose: 'demo', day: '2026-11-24' }],
    ...{ newVisitTarget: '4', oldVisitTarget: '5', callTarget: '25', referralTarget: '2' },
  }
  it.each([
    'Goals: sign Renai\nVisits: Renai clinic | demo | 11/24\nnew visits 4\nexisting visits: five\ncalls twenty-five\nreferrals: 2',
    'GOAL: sign Renai\nplanned visit:\nRenai clinic | demo | 11/24\nNew customers: four\nold visits 5\nPhone calls: 25\nreferral two',
  ])('is read from English labels for short: %s', (text) => {
    const { answers, unread, doubtful } = read('en', text)
    expect(answers).toEqual(all)
    expect([...unread, ...doubtful]).toEqual([])
  })

  it('is read from English labels with a colon where the form is Chinese', () => {
    const text =
      'Goals: sign Renai\nVisits: Renai clinic | demo | 11/24\nnew visits: 4\nExisting visits: five'
    expect(read('zh-CN', text).answers).toMatchObject({
      goals: all.goals,
      visits: all.visits,
      newVisitTarget: '4',
      oldVisitTarget: '5',
    })
  })

  it('has no number of visits where it is not said of which', () => {
    expect(read('en', 'visits: 4').answers).toEqual({})
    expect(read('zh-CN', '拜访：4 个').answers).toEqual({})
    expect(read('zh-CN', '拜访：仁爱门诊 | 谈试用').lookups).toHaveLength(1)
  })

  it('asks for support with or without saying that it is needed', () => {
    for (const label of ['需要支持', '需要的支持', '支持'])
      expect(read('zh-CN', `目标：签下仁爱\n${label}：样品两盒`)).toMatchObject({
        answers: { goals: '签下仁爱', notes: '样品两盒' },
        unread: [],
      })
  })

  it('says where a number stands that was not counted', () => {
    expect(read('zh-CN', '目标：签下仁爱，电话10个').doubtful).toEqual([
      {
        field: 'callTarget',
        text: '电话10个',
        why: 'messages.saidInText',
        params: { text: '电话10个', label: '本周目标' },
      },
    ])
  })
})
