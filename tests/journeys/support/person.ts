/**
 * What a person of a story does and sees, in their own terms: the same on every platform. In Slack a form is a window
 * and a card changes where it stands; in WeCom a form is a template that is typed back, and what cannot be changed is
 * sent anew. A story that is written with these words is lived on both.
 */

export type Platform = 'slack' | 'wecom'

export interface Person {
  readonly handle: string
  readonly platform: Platform
  /** Asks for something by its word, such as 排行. */
  ask(word: string): Promise<void>
  /** Asks for a form by its word, such as 周计划. */
  begin(word: string): Promise<Filling>
  /** Types what they did; what was understood of it. */
  log(line: string): Promise<Told>
  /** "My work" as it is now, as soon as it holds these words. */
  home(...words: readonly string[]): Promise<Told>
  /** What the app told them that holds all of these words, oldest first. */
  told(...words: readonly string[]): Promise<Told[]>
  /** The newest of it, as soon as there is one. */
  awaits(...words: readonly string[]): Promise<Told>
  /** The same of what can be pressed. */
  awaitsButton(button: string, ...words: readonly string[]): Promise<Told>
}

/** What a person was told, as it stood when they looked. */
export interface Told {
  /** The same for as long as it is changed where it stands. */
  id: string
  words: string
  /** What can be pressed. */
  buttons: readonly string[]
  press(button: string, how?: Pressing): Promise<void>
  /** Presses what opens something to look at. */
  opens(button: string, ...words: readonly string[]): Promise<Told>
  /** Presses what asks something before it takes effect. */
  asks(button: string): Promise<Filling>
  /** Presses what may only be answered behind a login: the address that is given for it. */
  link(button: string): Promise<string>
  again(): Promise<Told>
  /** Puts away what was opened to be looked at. */
  leave(): Promise<void>
  /** Waits for the line that tells of its change. */
  rings(...words: readonly string[]): Promise<Told>
  /** The picture that belongs to it. */
  picture(): Promise<Buffer | undefined>
}

export interface Pressing {
  /** The button asks whether it is really meant, and it is. */
  isSure?: boolean
}

/** Answers by label, as they are typed or chosen; lines of a list by their number from 0 and their columns. */
export type Answers = Readonly<Record<string, string | Lines>>
export type Lines = Readonly<Record<number, Readonly<Record<string, string>>>>

/** A form before somebody, filled in with what is known already. */
export interface Filling {
  /** All that can be read of it, answers included. */
  words: string
  /** Lines of a list as words, the cells in their order. */
  lines(label: string): string[]
  fill(answers: Answers): Promise<Filling>
  /** Sends it, which must succeed. */
  send(): Promise<void>
  /** Sends what is not complete; what is asked then. */
  sendIncomplete(): Promise<string>
  /** Sends what somebody else has overtaken: the form again, with both versions. */
  sendOvertaken(): Promise<Filling>
  /** Does something else instead. */
  leave(): Promise<void>
}
