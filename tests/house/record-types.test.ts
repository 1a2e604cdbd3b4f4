import { describe, expect, test } from 'vitest'
import { jobs } from '../../cron/jobs/index.ts'
import { roles } from '../../src/access/actor.ts'
import { languages } from '../../src/i18n/translate.ts'
import { policySchema } from '../../src/policy/schema.ts'
import { role as policyRole } from '../../src/policy/schema-duties.ts'
import { actionFields, askedFields, walkFields } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'

describe.each(recordTypes.map((type) => [type.id, type] as const))('%s', (_id, type) => {
  const paths = [...walkFields(type.fields)]
  const asked = Object.entries(type.workflow.actions).flatMap(([id, action]) =>
    Object.keys(action.asks ?? {}).map((name) => `${id}.${name}`),
  )

  test.each(languages)('has every text in %s, and none too many', (language) => {
    const texts = type.texts[language]
    expect(Object.keys(texts.fields).toSorted()).toEqual(paths.map(([path]) => path).toSorted())
    expect(Object.keys(texts.states).toSorted()).toEqual(Object.keys(type.workflow.states).toSorted())
    expect(Object.keys(texts.actions).toSorted()).toEqual(
      [...Object.keys(type.workflow.actions), ...asked].toSorted(),
    )
    const withOptions = paths.filter(([, f]) => f.input.shape === 'one-of' || f.input.shape === 'some-of')
    expect(Object.keys(texts.options ?? {}).toSorted()).toEqual(withOptions.map(([path]) => path).toSorted())
    for (const [path, field] of withOptions) {
      const values = 'values' in field.input ? field.input.values : []
      expect(Object.keys(texts.options?.[path] ?? {}).toSorted()).toEqual([...values].toSorted())
    }
    const known = new Set([...paths.map(([path]) => path), ...asked])
    expect(Object.keys(texts.hints ?? {}).filter((path) => !known.has(path))).toEqual([])
  })

  test('asks every field when it is filed or at an action that exists', () => {
    const reachable = new Set([
      ...Object.keys(askedFields(type)),
      ...Object.keys(type.workflow.actions).flatMap((id) => Object.keys(actionFields(type, id))),
    ])
    const machineFilled = Object.entries(type.fields)
      .filter(([, f]) => f.filledBy === 'propose')
      .map(([name]) => name)
    expect(
      Object.keys(type.fields).filter((name) => !reachable.has(name) && !machineFilled.includes(name)),
    ).toEqual([])
  })

  test('asks no question under the name of a field: its answer would become the field’s', () => {
    const questions = Object.values(type.workflow.actions).flatMap(({ asks = {} }) => Object.keys(asks))
    expect(questions.filter((name) => Object.hasOwn(type.fields, name))).toEqual([])
  })

  test('says who may be shown what is sealed', () => {
    const isSealed = paths.some(([, field]) => field.sensitive)
    expect(type.access.reveal !== undefined).toBe(isSealed)
    expect(type.list.filter((name) => type.fields[name]?.sensitive)).toEqual([])
  })
})

test('ids, prefixes and tables are unique', () => {
  for (const of of ['id', 'prefix', 'table'] as const) {
    expect(new Set(recordTypes.map((t) => t[of])).size).toBe(recordTypes.length)
  }
})

test('every job of the policy has its file and every file its schedule', () => {
  expect(jobs.map((j) => j.id).toSorted()).toEqual(Object.keys(policySchema.shape.jobs.shape).toSorted())
})

test('the policy grants the roles that the house knows', () => {
  expect([...policyRole.options].toSorted()).toEqual([...roles].toSorted())
})
