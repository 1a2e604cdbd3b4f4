import { policyFileOf, readGiven } from '../src/config.ts'
import { AppError, ConfigError } from '../src/errors.ts'
import { type Language, speak, type Translate } from '../src/i18n/translate.ts'
import { readLanguage } from '../src/services/policy/read-language.ts'
import { sayFailure } from '../src/services/say-failure.ts'

/**
 * Runs what an administrator calls at the console, in the language that the doctor speaks where no other is given;
 * `act` returns the exit code. What it cannot go on with is said without a stack.
 */
export async function runTool(
  act: (t: Translate, language: Language) => Promise<number>,
  given?: Language,
): Promise<void> {
  const language = given ?? (await readLanguage(policyFileOf(readGiven())))
  try {
    process.exitCode = await act(speak(language), language)
  } catch (error) {
    console.error(explain(error, language))
    process.exitCode = 1
  }
}

function explain(error: unknown, language: Language): string {
  if (error instanceof ConfigError)
    return [...error.problems, speak(language)('doctor.mendConfig')].join('\n')
  if (error instanceof AppError) return sayFailure(error, language, '')
  throw error
}
