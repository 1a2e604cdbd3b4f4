import type { Fields } from '../fields/field.ts'
import { type Language, speak } from '../i18n/translate.ts'
import { labelOf } from '../records/build-form.ts'
import { actionFields, askedFields, formFields, formKind, type RecordType } from '../records/record-type.ts'
import { recordTypes } from '../records/registry.ts'
import { sessionCookie } from '../services/links/session-cookie.ts'
import type { Office } from '../services/office.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Schema = Readonly<Record<string, Json>>

/** The API's description (OpenAPI 3.1), derived from the record types: their fields' own JSON Schemas, their words. */
export function buildOpenApi(office: Office, language: Language): Schema {
  const t = speak(language)
  return {
    openapi: '3.1.0',
    info: { title: t('web.brand'), version: '1' },
    servers: [{ url: `${office.publicUrl}/api/v1` }],
    security: [{ session: [] }],
    paths: {
      '/me': { get: operation('readMe', { 200: jsonBody(ref('Me')) }) },
      ...Object.assign({}, ...recordTypes.map((type) => pathsOf(type, language))),
    },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie(office).name,
          description:
            'The session that a login link opens; what changes something also needs X-CSRF-Token of /me.',
        },
      },
      schemas: {
        Me: objectOf(
          { personId: uuid, name: text, language: text, zone: text, csrfToken: text },
          { isComplete: true },
        ),
        Problem: problemSchema,
        ...Object.assign({}, ...recordTypes.map((type) => schemasOf(type, language))),
      },
    },
  }
}

const text: Schema = { type: 'string' }
const uuid: Schema = { type: 'string', format: 'uuid' }
const instant: Schema = { type: 'string', format: 'date-time' }
const whole: Schema = { type: 'integer' }
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

const problemSchema: Schema = objectOf({
  type: text,
  status: whole,
  code: text,
  detail: text,
  requestId: text,
  current: whole,
  errors: { type: 'array', items: objectOf({ field: text, code: text, detail: text }, { isComplete: true }) },
})

function objectOf(properties: Readonly<Record<string, Schema>>, { isComplete = false } = {}): Schema {
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(isComplete ? { required: Object.keys(properties) } : {}),
  }
}

const jsonBody = (schema: Schema): Schema => ({
  description: 'OK',
  content: { 'application/json': { schema } },
})

const problem: Schema = {
  description: 'RFC 9457',
  content: { 'application/problem+json': { schema: ref('Problem') } },
}

function operation(
  operationId: string,
  responses: Readonly<Record<string, Schema>>,
  more: Readonly<Record<string, Json>> = {},
): Schema {
  return { operationId, ...more, responses: { ...responses, default: problem } }
}

const inPath = (name: string, schema: Schema): Schema => ({ name, in: 'path', required: true, schema })
const inQuery = (name: string, schema: Schema): Schema => ({ name, in: 'query', schema })
const csrfHeader: Schema = { name: 'X-CSRF-Token', in: 'header', required: true, schema: text }
const sends = (schema: Schema): Schema => ({ required: true, content: { 'application/json': { schema } } })

/** `weekly-plan` as `WeeklyPlan`. */
const pascal = (id: string) => id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Actions that the API takes: one that asks for sealed answers is for the page alone. */
export const apiActions = (type: RecordType): string[] =>
  Object.entries(type.workflow.actions)
    .filter(([id, action]) => action.edits || !Object.values(actionFields(type, id)).some((f) => f.sensitive))
    .map(([id]) => id)

function pathsOf(type: RecordType, language: Language): Record<string, Schema> {
  const name = pascal(type.id)
  const texts = type.texts[language]
  const tags = [texts.label]
  const states: Schema = { type: 'string', enum: Object.keys(type.workflow.states) }
  const actions = apiActions(type).map((id): [string, Schema] => [
    `/records/${type.id}/{id}/${id}`,
    {
      post: operation(
        `${pascal(id)}${name}`,
        { 200: jsonBody(ref(name)) },
        {
          tags,
          summary: texts.actions[id] ?? id,
          parameters: [inPath('id', uuid), csrfHeader],
          requestBody: sends({
            type: 'object',
            properties: { revision: whole, answers: ref(`${name}${pascal(id)}Answers`) },
            required: ['revision'],
            additionalProperties: false,
          }),
        },
      ),
    },
  ])
  return {
    [`/records/${type.id}`]: {
      get: operation(
        `list${name}`,
        {
          200: jsonBody(
            objectOf(
              {
                records: { type: 'array', items: ref(name) },
                total: whole,
                hasMore: { type: 'boolean' },
                page: whole,
                pages: whole,
              },
              { isComplete: true },
            ),
          ),
        },
        {
          tags,
          parameters: [
            inQuery('status', states),
            inQuery('period', text),
            inQuery('team', uuid),
            inQuery('owner', uuid),
            inQuery('name', { type: 'string', maxLength: 100 }),
            inQuery('page', { type: 'integer', minimum: 1 }),
          ],
        },
      ),
      post: operation(
        `file${name}`,
        { 201: jsonBody(ref(name)) },
        {
          tags,
          parameters: [
            csrfHeader,
            { name: 'Idempotency-Key', in: 'header', required: true, schema: { ...text, maxLength: 100 } },
          ],
          requestBody: sends({
            type: 'object',
            properties: { periodKey: text, answers: ref(`${name}Answers`) },
            required: ['answers'],
            additionalProperties: false,
          }),
        },
      ),
    },
    [`/records/${type.id}/{id}`]: {
      get: operation(`read${name}`, { 200: jsonBody(ref(name)) }, { tags, parameters: [inPath('id', uuid)] }),
    },
    ...Object.fromEntries(actions),
  }
}

function schemasOf(type: RecordType, language: Language): Record<string, Schema> {
  const name = pascal(type.id)
  const open = Object.fromEntries(Object.entries(type.fields).filter(([, field]) => !field.sensitive))
  const record = objectOf(
    {
      id: uuid,
      type: { const: type.id },
      number: text,
      status: { type: 'string', enum: Object.keys(type.workflow.states) },
      ownerId: uuid,
      teamId: uuid,
      periodKey: { type: ['string', 'null'] },
      revision: whole,
      createdAt: instant,
      updatedAt: instant,
      answers: answersSchema(type, open, language, { isStored: true }),
      sealed: { type: 'array', items: text },
      actions: { type: 'array', items: { type: 'string', enum: Object.keys(type.workflow.actions) } },
    },
    { isComplete: true },
  )
  const asked = apiActions(type).map((id): [string, Schema] => {
    const fields = formFields(type, { kind: formKind(type, id), action: id })
    return [`${name}${pascal(id)}Answers`, answersSchema(type, fields, language, { action: id })]
  })
  return {
    [name]: record,
    [`${name}Answers`]: answersSchema(type, askedFields(type), language),
    ...Object.fromEntries(asked),
  }
}

/** Answers are text, ticks and rows, as forms take them; what is not answered is null. */
function answersSchema(
  type: RecordType,
  fields: Fields,
  language: Language,
  { isStored = false, action = '' } = {},
): Schema {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Schema] => {
      const path = Object.hasOwn(type.fields, name) ? name : `${action}.${name}`
      const schema = field.jsonSchema as Schema
      const isNullable = field.column !== 'rows' && (isStored || !field.required)
      return [
        name,
        {
          title: labelOf(type, path, language),
          ...(isNullable ? { anyOf: [schema, { type: 'null' }] } : schema),
        },
      ]
    }),
  )
  const required = isStored
    ? Object.keys(fields)
    : Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : []))
  return { type: 'object', properties, required, additionalProperties: false }
}
