/** What takes room and shows nothing: blanks, zero-width and direction marks, the Hangul fillers, the Braille blank. */
const UNSEEN = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u

/** Whether nobody would see anything of the text, however long it is. */
export const isInvisible = (text: string): boolean => UNSEEN.test(text)
