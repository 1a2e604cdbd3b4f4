import { isObject, type JsonObject, parseJson } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'

export interface ApiCall {
  query: Record<string, string>
  contentType: string
  body: Buffer
}

/** What comes as it is, without an errcode. */
export class ApiFile {
  readonly filename: string
  readonly bytes: Buffer

  constructor(filename: string, bytes: Buffer) {
    this.filename = filename
    this.bytes = bytes
  }
}

export interface ApiMethod {
  verb: 'GET' | 'POST'
  /** gettoken and the group robot have credentials of their own */
  token?: 'none'
  run(wecom: LocalWecom, call: ApiCall): JsonObject | ApiFile | Promise<JsonObject>
}

/** The JSON object in a body. @throws WecomError 47001 */
export function readJson(call: ApiCall): JsonObject {
  const parsed = parseJson(call.body.toString())
  if (!parsed.ok || !isObject(parsed.value)) throw new WecomError(47001, 'the body is no JSON object')
  return parsed.value
}

/** @throws WecomError 40056, 301002 */
export function requireAgent(wecom: LocalWecom, agentId: unknown): void {
  if (typeof agentId !== 'number' || !Number.isInteger(agentId)) {
    throw new WecomError(40056, `agentid must be an integer, not ${JSON.stringify(agentId)}`)
  }
  if (agentId !== wecom.account.agentId) throw new WecomError(301002, `agentid ${agentId}`)
}
