import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Actor } from '../../../src/access/actor.ts'
import type { PressOf } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, platform } from '../desk.ts'
import { askOne, listenToAnswer } from './ask-one.ts'

/** The modal in which a supervisor says why a duty is excused. */
const callback = 'excuse-duty'
const noteSchema = z.object({ dutyId: z.string() })

/** @param about whose duty it is, and which */
export function askForExcuse(
  desk: Desk,
  ask: Ask,
  { language }: Actor,
  press: PressOf<'duty'>,
  about: string,
  label: () => string,
): Promise<void> {
  const t = speak(language)
  const question = {
    title: t('duties.excuse'),
    intro: about,
    label: t('duties.excuseWhy'),
    element: { type: 'plain_text_input', action_id: 'text', multiline: true } as const,
    note: { dutyId: press.dutyId },
  }
  return askOne(desk, ask, callback, question, language, { label, press })
}

/** The cards that stand about the duty are edited by delivery. */
export function listenToExcuses(app: App, desk: Desk): void {
  listenToAnswer(app, desk, callback, async (actor, note, { value }) => {
    const { dutyId } = noteSchema.parse(note)
    await desk.services.decideDuty(actor, { dutyId, decision: 'excuse', reason: value ?? '', platform })
  })
}
