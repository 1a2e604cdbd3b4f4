import { describe, expect, it } from 'vitest'
import { composeSchema } from './compose-schema.ts'

describe('composeSchema', () => {
  const modelsOf = (schema: string) => [...schema.matchAll(/^model (\w+)/gm)].map(([, name]) => name)

  it('puts the same models under both providers', () => {
    const models = modelsOf(composeSchema('sqlite'))
    expect(models).toContain('Record')
    expect(models).toContain('Inbox')
    expect(modelsOf(composeSchema('postgresql'))).toEqual(models)
  })

  it('names its provider and leaves no native type to SQLite', () => {
    expect(composeSchema('postgresql')).toMatch(/datasource db {\n {2}provider = "postgresql"/)
    expect(composeSchema('sqlite')).toMatch(/datasource db {\n {2}provider = "sqlite"/)
    expect(composeSchema('sqlite')).not.toContain('@db.')
  })
})
