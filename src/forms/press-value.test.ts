import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NotFound } from '../errors.ts'
import type { Press } from './card.ts'
import { fitsButton, readPress, writePress } from './press-value.ts'

const id = fc.string({ maxLength: 60 })
const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }))
const word = <const W extends string>(...words: W[]) => fc.constantFrom(...words)

const presses: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ do: word('act'), recordId: id, revision: fc.nat(), action: id }),
  fc
    .tuple(fc.record({ do: word('file'), type: id }), optional('periodKey', id))
    .map(([a, b]) => ({ ...a, ...b })),
  fc.record({ do: word('resume-draft'), formKey: id }),
  fc.record({ do: word('send-draft'), formKey: id, over: fc.nat() }, { requiredKeys: ['do', 'formKey'] }),
  fc.record({ do: word('show'), recordId: id }),
  fc.record({ do: word('confirm-line', 'correct-line', 'discard-line'), draftKey: id }),
  fc.record({ do: word('answer-line'), draftKey: id, question: id, value: id }),
  fc.record({ do: word('duty'), dutyId: id, decision: word('extend', 'excuse', 'nudge') }),
  fc
    .tuple(
      fc.record({ do: word('reveal'), recordId: id, purpose: word('read', 'fill') }),
      optional('action', id),
    )
    .map(([a, b]) => ({ ...a, ...b })),
  fc.record({ do: word('link-person'), platform: id, workspace: id, platformUserId: id }),
  fc.record({ do: word('answer'), formKey: id, field: id, text: id }),
  fc.record({ do: word('link-namesakes'), platform: id, workspace: id, seen: id }),
  fc.record({ do: word('requeue'), outboxId: id }),
  fc.record({ do: word('page'), of: id, page: fc.nat() }),
)

describe('a press as a button’s value', () => {
  it('reads back as it was written, whatever it is', () => {
    fc.assert(
      fc.property(presses, (press) => {
        expect(readPress(writePress(press, 1000))).toEqual(press)
      }),
    )
  })

  it.each([undefined, '', 'approve', '{}', '["act"]', '["act","id","3","approve"]', '["drop","x"]'])(
    'is refused when it is none of ours: %j',
    (value) => {
      expect(() => readPress(value)).toThrow(NotFound)
    },
  )

  it('is a fault of the program when it does not fit', () => {
    expect(() => writePress({ do: 'show', recordId: 'x'.repeat(200) }, 200)).toThrow(TypeError)
  })

  it('knows in bytes whether any button takes it, whatever signs somebody wrote', () => {
    const saying = (text: string): Press => ({ do: 'answer', formKey: 'act', field: 'reason', text })
    expect(fitsButton(saying('忙'.repeat(300)))).toBe(true)
    expect(fitsButton(saying('忙'.repeat(340)))).toBe(false)
    expect(fitsButton(saying('"'.repeat(600)))).toBe(false)
    expect(fitsButton(saying('x'.repeat(900)))).toBe(true)
  })
})
