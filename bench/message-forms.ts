/**
 * Reading a weekly plan that was typed back, at five lengths: the filled-in template, its goals and visits growing
 * until the text is as long as that, in Chinese, with the English form beside it as in production.
 */
import { performance } from 'node:perf_hooks'
import type { Form } from '../src/forms/form.ts'
import { parseTemplate } from '../src/forms/message/parse-template.ts'
import type { Language } from '../src/i18n/translate.ts'
import { buildForm } from '../src/records/build-form.ts'
import { askedFields } from '../src/records/record-type.ts'
import { getRecordType } from '../src/records/registry.ts'

const lengths = [500, 1_000, 2_000, 4_000, 8_000]
const warmUps = 300
const runs = 400

export interface ParseFigures {
  characters: number
  /** Median of one parse. */
  medianMs: number
  p99Ms: number
  /** To the median of half the length; 2 is linear. Absent for the shortest. */
  ratio: number | undefined
}

export function measureMessageForms(): ParseFigures[] {
  const form = planForm('zh-CN')
  const twin = planForm('en')
  const figures: ParseFigures[] = []
  for (const text of [lengths[0] ?? 0, ...lengths].map(planOf)) {
    const took: number[] = []
    for (let run = -warmUps; run < runs; run++) {
      const start = performance.now()
      const { answers } = parseTemplate(form, text, { today: '2026-11-20', twin })
      if (run >= 0) took.push(performance.now() - start)
      if (answers.newVisitTarget !== '10') throw new Error('the plan was not read')
    }
    took.sort((a, b) => a - b)
    const medianMs = took[Math.floor(runs / 2)] ?? Number.NaN
    const half = figures.at(-1)
    figures.push({
      characters: text.length,
      medianMs,
      p99Ms: took[Math.floor(runs * 0.99)] ?? Number.NaN,
      ratio: half && medianMs / half.medianMs,
    })
  }
  // The first round only warms up.
  return figures.slice(1).map((each, index) => (index === 0 ? { ...each, ratio: undefined } : each))
}

function planForm(language: Language): Form {
  const type = getRecordType('weekly-plan')
  const purpose = { kind: 'file', type: type.id, periodKey: '2026-W48' } as const
  const words = {
    title: type.texts[language].label,
    heading: '2026年第48周（11月23日–29日）',
    submitLabel: '提交',
  }
  return buildForm(type, askedFields(type), purpose, language, words)
}

const goal = '拿下南湾一院骨科的进药，先和李主任谈妥试用，再请市场部派人做一次科室会；'
const visit = '南湾一院 | 谈骨科进药和科室会 | 11-24'

function planOf(length: number): string {
  const visits = Array.from(
    { length: Math.min(15, Math.ceil(length / 130)) },
    (_, at) => `${at + 1}. ${visit}`,
  )
  const plan = (goals: string) =>
    [
      '【周计划】2026年第48周（11月23日–29日）',
      `本周目标：${goals}`,
      '计划拜访（客户 | 目的 | 日期）：',
      ...visits,
      '新客户拜访（个）：10',
      '老客户拜访（个）：15',
      '电话（个）：20',
      '转诊（例）：2',
      '需要的支持：市场部派人',
    ].join('\n')
  const room = length - plan('').length
  const lines = Array.from({ length: Math.ceil(room / (goal.length + 1)) }, () => goal).join('\n')
  return plan(lines.slice(0, room).trimEnd())
}
