import { isDeepStrictEqual } from 'node:util'
import { isObject, type JsonObject } from '../../world/json.ts'

/** Where blocks are shown decides which of them are allowed. */
export type Surface = 'message' | 'modal' | 'home'

export interface Scene {
  surface: Surface
  problems: string[]
  /** every block_id met so far in this message or view */
  blockIds: Set<string>
  /** elements that asked for focus_on_load */
  focused: number
  /** ids of image files of the workspace, for slack_file */
  hasImageFile(reference: JsonObject): boolean
  /** type of the enclosing block while its elements are checked */
  parent: string
}

/** Looks at one value at a JSON pointer and notes what is wrong in Slack's wording. */
export type Check = (value: unknown, at: string, scene: Scene) => void

export function complain(scene: Scene, sentence: string, at: string): void {
  scene.problems.push(`${sentence} [json-pointer:${at}]`)
}

export function string(limits: { min?: number; max?: number; matches?: RegExp } = {}): Check {
  const { min = 0, max = Number.POSITIVE_INFINITY, matches } = limits
  return (value, at, scene) => {
    if (typeof value !== 'string') complain(scene, 'must provide a string', at)
    else if (value.length < min) complain(scene, `must be more than ${min - 1} characters`, at)
    else if (value.length > max) complain(scene, `must be less than ${max + 1} characters`, at)
    else if (matches && !matches.test(value)) complain(scene, 'invalid format', at)
  }
}

export const boolean: Check = (value, at, scene) => {
  if (typeof value !== 'boolean') complain(scene, 'must provide a boolean', at)
}

export function integer(min: number, max: number): Check {
  return (value, at, scene) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) complain(scene, 'must provide an integer', at)
    else if (value < min) complain(scene, `must be greater than ${min - 1}`, at)
    else if (value > max) complain(scene, `must be less than ${max + 1}`, at)
  }
}

export const number: Check = (value, at, scene) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) complain(scene, 'must provide a number', at)
}

export function oneOf(...allowed: string[]): Check {
  return (value, at, scene) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      complain(scene, `must be a valid enum value: ${allowed.join(', ')}`, at)
    }
  }
}

export function arrayOf(check: Check, limits: { min?: number; max?: number } = {}): Check {
  const { min = 0, max = Number.POSITIVE_INFINITY } = limits
  return (value, at, scene) => {
    if (!Array.isArray(value)) return complain(scene, 'must provide an array', at)
    if (value.length < min) complain(scene, `no fewer than ${min} items allowed`, at)
    if (value.length > max) complain(scene, `no more than ${max} items allowed`, at)
    value.forEach((item, index) => {
      check(item, `${at}/${index}`, scene)
    })
  }
}

/** An object with exactly these fields: a missing one, or one Slack does not know, is refused. */
export function shape(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, at, scene) => {
    if (!isObject(value)) return complain(scene, 'must provide an object', at)
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined || value[name] === null) {
        complain(scene, `missing required field: ${name}`, at)
      } else check(value[name], `${at}/${name}`, scene)
    }
    for (const [name, field] of Object.entries(value)) {
      if (name in required) continue
      const check = optional[name]
      if (!check) complain(scene, `invalid additional property: ${name}`, at)
      else if (field !== undefined) check(field, `${at}/${name}`, scene)
    }
  }
}

/** Chooses the check by the object's `type`; other types are refused as Slack does. */
export function byType(checks: Record<string, Check>): Check {
  return (value, at, scene) => {
    if (!isObject(value)) return complain(scene, 'must provide an object', at)
    if (value.type === undefined) return complain(scene, 'missing required field: type', at)
    const check = typeof value.type === 'string' && Object.hasOwn(checks, value.type) && checks[value.type]
    if (!check) return complain(scene, `unsupported type: ${String(value.type)}`, `${at}/type`)
    return check(value, at, scene)
  }
}

/** Runs a shape check, then rules across its fields (only when it is an object at all). */
export function withRules(check: Check, rules: (value: JsonObject, at: string, scene: Scene) => void): Check {
  return (value, at, scene) => {
    check(value, at, scene)
    if (isObject(value)) rules(value, at, scene)
  }
}

export const anything: Check = () => undefined

export function includesEqual(list: unknown, item: unknown): boolean {
  return Array.isArray(list) && list.some((each) => isDeepStrictEqual(each, item))
}
