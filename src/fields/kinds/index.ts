/** Every kind of field: to add one, write its file and name it here. */
export { checkbox, choice, choices } from './choices.ts'
export { date, time } from './dates.ts'
export { money, percent, wholeNumber } from './numbers.ts'
export { phone } from './phone.ts'
export { person, reference, team } from './references.ts'
export { rows } from './rows.ts'
export { sensitive } from './sensitive.ts'
export { longText, text } from './text.ts'
