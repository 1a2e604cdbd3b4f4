import { owner, type Permission, superior } from '../access/permissions.ts'
import type { Fields } from '../fields/field.ts'
import { longText } from '../fields/kinds/index.ts'
import type { Language } from '../i18n/translate.ts'
import { defineWorkflow, type Workflow } from '../workflow/workflow.ts'
import type { RecordTexts } from './record-type.ts'

interface Answered {
  /** What the superior does, and the state it leads to. */
  answer: { id: string; to: string; asks?: Fields; by?: Permission }
  /** How the owner gives it up, and the state it leads to; `fromAnswered`: after the answer, too. */
  drop: { id: string; to: string; fromAnswered?: boolean }
}

/**
 * What one person submits and their superior answers: it waits as `submitted` until it is answered or returned with
 * a reason, the owner edits it and submits it again, or drops it. What is edited after the answer waits anew.
 */
export function answeredWorkflow({ answer, drop }: Answered): Workflow {
  const answerBy = answer.by ?? superior
  const unanswered = ['submitted', 'returned']
  return defineWorkflow<string>({
    initial: 'submitted',
    states: {
      submitted: { awaits: 'supervisor' },
      returned: { awaits: 'owner' },
      [answer.to]: {},
      [drop.to]: { isFinal: true },
    },
    actions: {
      [answer.id]: {
        from: ['submitted'],
        to: answer.to,
        by: answerBy,
        tone: 'primary',
        ...(answer.asks ? { asks: answer.asks } : {}),
      },
      return: {
        from: ['submitted'],
        to: 'returned',
        by: answerBy,
        tone: 'danger',
        asks: { why: longText({ required: true, max: 500 }) },
      },
      edit: { from: [...unanswered, answer.to], to: 'submitted', by: owner, edits: true },
      [drop.id]: {
        from: drop.fromAnswered ? [...unanswered, answer.to] : unanswered,
        to: drop.to,
        by: owner,
      },
    },
  })
}

/** Its words that are the same whatever is submitted; the type's own are those of the answer, the drop and the wait. */
export const answeredTexts = {
  'zh-CN': {
    states: { returned: '已退回' },
    actions: { return: '退回', 'return.why': '退回原因', edit: '修改' },
  },
  en: {
    states: { returned: 'Returned' },
    actions: { return: 'Return', 'return.why': 'Reason', edit: 'Edit' },
  },
} as const satisfies Record<Language, Pick<RecordTexts, 'states' | 'actions'>>
