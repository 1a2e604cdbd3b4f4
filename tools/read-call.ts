import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What the command was called with; undefined where it has an option that there is not. */
export function readCall<Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
