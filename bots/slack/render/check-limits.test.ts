import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/errors.ts'
import type { RecordType } from '../../../src/records/record-type.ts'
import { getRecordType, recordTypes } from '../../../src/records/registry.ts'
import { checkLimits } from './check-limits.ts'

function problemsOf(type: RecordType): readonly string[] {
  try {
    checkLimits([type])
    return []
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)]
  }
}

/** The weekly plan with other English words. */
function reworded(
  change: (texts: RecordType['texts']['en']) => Partial<RecordType['texts']['en']>,
): RecordType {
  const plan = getRecordType('weekly-plan')
  return { ...plan, texts: { ...plan.texts, en: { ...plan.texts.en, ...change(plan.texts.en) } } }
}

describe('limits of Slack at boot', () => {
  it('lets every record type of ours pass', () => {
    expect(() => checkLimits(recordTypes)).not.toThrow()
  })

  it('reports a label that a title bar would cut', () => {
    const [problem] = problemsOf(reworded(() => ({ label: 'Plan of the whole week to come' })))
    expect(problem).toContain('weekly-plan card (en): label “Plan of the whole week to come”')
  })

  it('reports a button that Slack would refuse', () => {
    const problems = problemsOf(reworded((t) => ({ actions: { ...t.actions, approve: 'A'.repeat(76) } })))
    expect(problems.join()).toContain('has 76, Slack takes 75')
  })

  it('reports a field label beyond 2,000 characters and a form beyond 100 blocks together', () => {
    const plan = getRecordType('weekly-plan')
    const visits = plan.fields.visits
    if (visits?.input.shape !== 'rows') throw new Error('visits are rows')
    const many = { ...visits, input: { ...visits.input, maxRows: 40 } }
    const type = {
      ...reworded((t) => ({ fields: { ...t.fields, goals: 'g'.repeat(2001) } })),
      fields: { ...plan.fields, visits: many },
    }
    const problems = problemsOf(type).join('\n')
    expect(problems).toContain('label of goals has 2001, Slack takes 2000')
    expect(problems).toContain('Slack takes 100')
    expect(problems).toMatch(/weekly-plan file \(zh-CN\): blocks has 1\d\d/)
  })

  it('reports an option text that would be cut', () => {
    const leave = getRecordType('leave')
    const en = { ...leave.texts.en, options: { ...leave.texts.en.options } }
    en.options = { ...en.options, kind: { ...en.options.kind, annual: 'Annual leave '.repeat(7) } }
    const problems = problemsOf({ ...leave, texts: { ...leave.texts, en } })
    expect(problems.join()).toContain('kind: text of option annual')
  })
})
