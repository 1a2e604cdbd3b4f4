import { type Language, speak } from '../../../src/i18n/translate.ts'
import { isWorthRepeating, sayFailure } from '../../../src/services/say-failure.ts'
import { type Desk, getActor } from '../desk.ts'
import type { Delivered } from '../receive/incoming.ts'

/**
 * What can be said with the answer to the callback itself, because it changes nothing: that a text held somebody's
 * number, of which nothing at all is kept, and that pictures and files are not read. Undefined for all else, which is
 * kept first and answered afterwards.
 */
export async function answerAtOnce(
  desk: Desk,
  { incoming, deliveryId }: Delivered,
): Promise<string | undefined> {
  if (incoming.kind !== 'identity' && incoming.kind !== 'other') return undefined
  let language: Language = 'zh-CN'
  try {
    const actor = await getActor(desk, incoming.userId)
    language = actor.language
    return speak(language)(incoming.kind === 'identity' ? 'lines.holdsIdentity' : 'wecom.wordsOnly')
  } catch (error) {
    // WeCom delivers it again.
    if (isWorthRepeating(error)) throw error
    return sayFailure(error, language, deliveryId)
  }
}
