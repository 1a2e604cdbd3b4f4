import type { Actor } from '../access/actor.ts'
import type { Form } from '../forms/form.ts'
import type { ReadAt } from '../forms/message/template-reading.ts'
import { type Office, todayOf } from '../services/office.ts'

/** What dates in somebody's words are read against: a log tells of what was; a plan and a notice of what will be. */
export const readAtOf = (office: Office, actor: Actor, { purpose }: Pick<Form, 'purpose'>): ReadAt => ({
  today: todayOf(office, actor),
  looks: purpose.type === 'activity' ? 'back' : 'ahead',
  isEitherFirst: actor.language === 'en',
})
