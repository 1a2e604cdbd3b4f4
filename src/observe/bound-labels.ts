/** A platform may invent kinds, and what is refused is sent by anybody: the tables of a meter must not grow with it. */
const valuesAtMost = 60

export type BoundLabels = (name: string, labels: Readonly<Record<string, string>>) => Record<string, string>

/** Lets through the first so many values of each label; later ones are counted together as `other`. */
export function createBoundLabels(atMost = valuesAtMost): BoundLabels {
  const known = new Map<string, Set<string>>()
  return (name, labels) =>
    Object.fromEntries(
      Object.entries(labels).map(([label, value]) => {
        const key = `${name} ${label}`
        const values = known.get(key) ?? new Set<string>()
        known.set(key, values)
        if (!values.has(value) && values.size >= atMost) return [label, 'other']
        values.add(value)
        return [label, value]
      }),
    )
}
