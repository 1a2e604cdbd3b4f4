import type { Actor } from '../access/actor.ts'
import { msPerDay } from '../clock.ts'
import type { Press } from '../forms/card.ts'
import { readPress, writePress } from '../forms/press-value.ts'
import { dropList, findListed, keepList } from '../store/offers.ts'
import type { Office } from './office.ts'

/** What was asked in words, where there are no windows. */
export interface Question {
  /** The press whose effect waits for the answer: a form to be filled in, a reason to be given. */
  about: Press
  /** The field that was asked for; absent where all of a form was. */
  field?: string
}

const longestPress = 1000
/** Whoever says something later than this does not surely mean what was asked last. */
const answeredWithinMs = msPerDay
/** A form is taken up again by what it looks like, and its question asked again. */
const formWithinMs = 7 * answeredWithinMs

/** Remembers what was asked: the next thing that is said there answers it. One a person and platform. */
export async function keepQuestion(
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
  { about, field }: Question,
): Promise<void> {
  const data = { about: writePress(about, longestPress), field: field ?? null, askedAt: clock.now() }
  // Numbers mean what is asked now.
  await dropList(store.db, { platform, personId })
  await store.db.question.upsert({
    where: { platform_personId: { platform, personId } },
    create: { platform, personId, ...data },
    update: data,
  })
}

/** What was asked last and not answered yet; undefined when nothing was, or too long ago to be meant. */
export async function findQuestion(
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
): Promise<(Question & { askedAt: Date; isLongAgo: boolean }) | undefined> {
  const asked = await store.db.question.findUnique({ where: { platform_personId: { platform, personId } } })
  if (!asked) return undefined
  const about = readPress(asked.about)
  const { askedAt, field } = asked
  const ageMs = clock.now().getTime() - askedAt.getTime()
  const isLongAgo = ageMs > answeredWithinMs
  if (isLongAgo && !(isForm(about) && ageMs <= formWithinMs)) return undefined
  return { about, askedAt, isLongAgo, ...(field === null ? {} : { field }) }
}

const isForm = ({ do: what }: Press) => what === 'file' || what === 'act'

export async function dropQuestion({ store }: Office, { personId }: Actor, platform: string): Promise<void> {
  await store.db.question.deleteMany({ where: { platform, personId } })
}

/** Remembers a list of which one is to be opened, until something is asked: what was asked before waits meanwhile. */
export const askWhichOf = (
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
  presses: readonly Press[],
): Promise<void> => keepList(store, { platform, personId }, presses, clock.now())

/** What a number of the list means that was the last thing asked; undefined where none was, or not lately. */
export const findOfList = (
  { store, clock }: Office,
  { personId }: Actor,
  platform: string,
  number: number,
): Promise<Press | undefined> =>
  findListed(store.db, { platform, personId }, number, new Date(clock.now().getTime() - answeredWithinMs))
