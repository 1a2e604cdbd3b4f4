import type { Actor } from '../../src/access/actor.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { Card, Press } from '../../src/forms/card.ts'
import type { Form, FormPurpose, FormWanted, Option } from '../../src/forms/form.ts'
import type { Home } from '../../src/forms/home.ts'

/** What came of a press. `secure`: it asks what may only be typed behind a login. */
export type Pressed =
  | { kind: 'done'; card: Card }
  | { kind: 'ask'; form: Form }
  | { kind: 'secure' }
  | { kind: 'stale'; card: Card }

export type PressOf<Do extends Press['do']> = Extract<Press, { do: Do }>
export type LinePress = PressOf<'confirm-line' | 'correct-line' | 'discard-line' | 'answer-line'>

/** The use-cases that this bot serves, bound to the office by the composer. All throw AppErrors. */
export interface Services {
  resolveActor(user: {
    platform: string
    workspace: string
    platformUserId: string
    profile?: { displayName: string; email?: string }
  }): Promise<Actor>
  openForm(actor: Actor, wanted: FormWanted): Promise<Form>
  saveDraft(actor: Actor, input: { purpose: FormPurpose; answers: Answers }): Promise<void>
  submitForm(
    actor: Actor,
    input: { purpose: FormPurpose; answers: Answers; submissionKey: string; platform: string },
  ): Promise<{ recordId: string; card: Card; text: string }>
  pressAction(
    actor: Actor,
    input: { recordId: string; revision: number; action: string; platform: string },
  ): Promise<Pressed>
  describeRecord(actor: Actor, input: { recordId: string }): Promise<Card>
  /** Where what stands now differs from what somebody was about to send. */
  compareVersions(
    actor: Actor,
    input: { recordId: string; answers: Answers },
  ): Promise<{ label: string; now: string; typed: string }[]>
  searchOptions(actor: Actor, input: { of: string; query: string; limit: number }): Promise<Option[]>
  readHome(actor: Actor, input: { pages?: Readonly<Record<string, number>> }): Promise<Home>
  /** The address of a page behind a login, good once and for this person. */
  issueLink(
    actor: Actor,
    aim:
      | { purpose: 'login' }
      | { purpose: 'reveal'; recordId: string }
      | { purpose: 'fill'; recordId: string; action: string },
  ): Promise<string>
  /** The result comes as a card by DM. */
  logLine(actor: Actor, input: { text: string; deliveryId: string; platform: string }): Promise<void>
  pressLine(actor: Actor, press: LinePress, platform: string): Promise<Pressed>
  /** The ranking comes as a card by DM. */
  postRank(actor: Actor, input: { platform: string; deliveryId: string }): Promise<void>
  decideDuty(actor: Actor, press: PressOf<'duty'>, input: { platform: string }): Promise<Card | undefined>
  linkPerson(
    actor: Actor,
    input: { workspace: string; platformUserId: string; personId: string; platform: string },
  ): Promise<void>
  requeueMessage(actor: Actor, input: { outboxId: string }): Promise<void>
}
