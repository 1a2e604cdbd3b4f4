import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { UserState } from '../slack/workspace/model.ts'
import { parseJson } from '../world/json.ts'
import { ControlError } from './control-error.ts'
import { getUser } from './lookups.ts'

/** The JSON body of a control call. @throws ControlError bad_request naming every problem */
export function readBody<T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> {
  const text = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body.toString() : '{}'
  const parsed = parseJson(text)
  if (!parsed.ok) throw new ControlError(400, 'bad_request', 'the body is not JSON')
  return check(schema, parsed.value)
}

export function readQuery<T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> {
  return check(schema, request.query)
}

/** The person named in the path. */
export function readUser(slack: LocalSlack, request: FastifyRequest): UserState {
  return getUser(slack, readParam(request, 'user'))
}

/** The person named in the path, who must be able to sign in. @throws ControlError cannot_act */
export function readActor(slack: LocalSlack, request: FastifyRequest): UserState {
  const user = readUser(slack, request)
  if (user.is_bot || user.deleted)
    throw new ControlError(403, 'cannot_act', `nobody can act as ${user.handle}`)
  return user
}

export function readParam(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ControlError(400, 'bad_request', z.prettifyError(result.error))
}
