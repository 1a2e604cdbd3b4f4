import type { Actor } from '../access/actor.ts'
import type { Press } from '../forms/card.ts'
import { readPress, writePress } from '../forms/press-value.ts'
import type { Office } from './office.ts'

/** What was asked in words, where there are no windows. */
export interface Question {
  /** The press whose effect waits for the answer: a form to be filled in, a reason to be given. */
  about: Press
  /** The field that was asked for; absent where all of a form was, or it is too long ago to mean that. */
  field?: string
}

const longestPress = 1000
/** Whoever says something later than this does not mean what was asked last. */
const answeredWithinMs = 24 * 60 * 60_000
/** A form is taken up again by what it looks like. */
const formWithinMs = 7 * answeredWithinMs

/** Remembers what was asked: the next thing that is said there answers it. One a person and platform. */
export async function keepQuestion(
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
  { about, field }: Question,
): Promise<void> {
  const data = { about: writePress(about, longestPress), field: field ?? null, askedAt: clock.now() }
  await store.db.question.upsert({
    where: { platform_personId: { platform, personId } },
    create: { platform, personId, ...data },
    update: data,
  })
}

/** What was asked last and not answered yet; undefined when nothing was, or too long ago. */
export async function findQuestion(
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
): Promise<Question | undefined> {
  const asked = await store.db.question.findUnique({ where: { platform_personId: { platform, personId } } })
  if (!asked) return undefined
  const about = readPress(asked.about)
  const ageMs = clock.now().getTime() - asked.askedAt.getTime()
  if (ageMs <= answeredWithinMs) return { about, ...(asked.field === null ? {} : { field: asked.field }) }
  return isForm(about) && ageMs <= formWithinMs ? { about } : undefined
}

const isForm = ({ do: what }: Press) => what === 'file' || what === 'act'

export async function dropQuestion({ store }: Office, { personId }: Actor, platform: string): Promise<void> {
  await store.db.question.deleteMany({ where: { platform, personId } })
}
