/** The colon of the language that a text is in: full-width in Chinese, with a blank behind it in English. */
export const colonOf = (text: string): string => (/\p{Script=Han}/u.test(text) ? '：' : ': ')

/** `截止：今天`, `Due: today`: the label says which. */
export const joinLabel = (label: string, value: string): string => `${label}${colonOf(label)}${value}`
