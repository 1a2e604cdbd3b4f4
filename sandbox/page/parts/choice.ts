/** One thing to choose in a list, whatever it stands for. */
export interface Choice {
  value: string
  label: string
  description?: string | undefined
  group?: string | undefined
}

/** Choices that contain every typed word, in label or description. */
export function matchChoices(choices: Choice[], query: string): Choice[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return choices
  return choices.filter((choice) => {
    const text = `${choice.label} ${choice.description ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
