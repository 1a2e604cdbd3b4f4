import type { FieldBase } from '../field.ts'

/**
 * Makes a field one whose answer is sealed at rest and given only on a page behind a login: identity, disease,
 * telephone number of a patient (PIPL art. 28, mission M30). In chat its place is taken by a link; what `show`
 * returns is for the eyes of one who has the right.
 */
export function sensitive(field: FieldBase<string>): FieldBase<string> {
  return {
    ...field,
    kind: `sensitive-${field.kind}`,
    sensitive: true,
    input: { shape: 'secure', inner: field.input },
  }
}
