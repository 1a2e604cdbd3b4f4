import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt'
import type { Answers } from '../../../src/fields/field.ts'
import { type Ask, type Desk, deliveryOf } from '../desk.ts'
import type { Lines } from '../render/form-note.ts'
import { readForm } from '../render/read-form.ts'
import { addLineAction, removeLineAction, renderForm } from '../render/render-form.ts'
import { serve } from './serve.ts'
import { updateView } from './views.ts'

interface Changed {
  rows: readonly Answers[]
  lines: Lines
}

/** Lines of a repeated group come and go; what is typed stays, and is kept as a draft each time. */
export function listenToLines(app: App, desk: Desk): void {
  app.action<BlockAction<ButtonAction>>(addLineAction, async ({ ack, action, body, context }) => {
    await ack()
    const ask = { userId: body.user.id, delivery: deliveryOf(context) }
    await changeLines(desk, ask, body.view, action.value ?? '', (rows, { keys, next }) => ({
      rows: [...rows, {}],
      lines: { keys: [...keys, next], next: next + 1 },
    }))
  })
  app.action<BlockAction<ButtonAction>>(removeLineAction, async ({ ack, action, body, context }) => {
    await ack()
    const ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const [group = '', key] = (action.value ?? '').split(':')
    await changeLines(desk, ask, body.view, group, (rows, lines) => {
      const at = lines.keys.indexOf(Number(key))
      return {
        rows: rows.filter((_, index) => index !== at),
        lines: { ...lines, keys: lines.keys.filter((_, index) => index !== at) },
      }
    })
  })
}

async function changeLines(
  desk: Desk,
  ask: Ask,
  view: ViewOutput | undefined,
  group: string,
  change: (rows: readonly Answers[], lines: Lines) => Changed,
): Promise<void> {
  // Taken up again after a crash: the window has moved on without us.
  if (!view || ask.delivery.isReplay) return
  const { purpose, answers, lines: allLines, version, home } = readForm(view)
  const lines = allLines[group]
  if (!lines) return
  const changed = change(answers[group] as readonly Answers[], lines)
  await serve(desk, ask, async (actor) => {
    await desk.services.saveDraft(actor, { purpose, answers: { ...answers, [group]: changed.rows } })
    const form = await desk.services.openForm(actor, purpose)
    const note = { lines: { ...allLines, [group]: changed.lines }, version }
    // The revision stays the one that the person began with, so that a change by another is still noticed.
    const next = renderForm({ ...form, purpose }, { language: actor.language, note, home })
    await updateView(desk, { viewId: view.id, hash: view.hash }, next)
  })
}
