import type { Platform } from './person.ts'

/** A message that a whole team reads. */
export interface Said {
  words: string
  /** The picture that belongs to it. */
  picture(): Promise<Buffer | undefined>
}

/** What a whole team reads. */
export interface Channel {
  platform: Platform
  /** What was said there that holds all of these words, oldest first. */
  told(...words: readonly string[]): Promise<Said[]>
  awaits(...words: readonly string[]): Promise<Said>
  /** The details of what was said last with these words, which stand apart. */
  details(...words: readonly string[]): Promise<string[]>
}
