import { createHash } from 'node:crypto'

/** As many as leave the check for repetitions more than an hour. */
const rounds = 10_000

/**
 * WeCom takes two messages with the same words within hours for one that was sent again, and swallows the second: a
 * help that is asked for twice, a plan that is approved twice. What is told for another reason goes in another round;
 * the same told again, because nobody knows whether it arrived, in the same.
 * @param piece of a long text, from 0: two of them may read alike
 */
export const roundOf = (key: string, piece = 0): number =>
  createHash('sha256')
    .update(piece === 0 ? key : `${key} ${piece}`)
    .digest()
    .readUInt32BE() % rounds
