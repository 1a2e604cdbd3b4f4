import type { FieldBase } from '../field.ts'

/**
 * Makes a field one whose answer is sealed at rest and given only on a page behind a login: identity, disease,
 * telephone number of a patient (PIPL art. 28, mission M30). In chat its place is taken by a link; what `show`
 * returns is for the eyes of one who has the right. `compared`: equal answers of other records can be found by a keyed
 * hash; of all others the database does not even tell whether two are equal.
 */
export function sensitive(
  field: FieldBase<string>,
  { compared = false }: { compared?: boolean } = {},
): FieldBase<string> {
  return {
    ...field,
    isCompared: compared,
    kind: `sensitive-${field.kind}`,
    sensitive: true,
    input: { shape: 'secure', inner: field.input },
  }
}
