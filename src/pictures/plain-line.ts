/** The text on one line, without the invisible marks that could turn the words after it around. */
export function toLine(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
}

/** Leaves out what is blank. */
export function joinParts(parts: string[]): string {
  return parts
    .map(toLine)
    .filter((part) => part !== '')
    .join(' · ')
}

export function namePlusTeam(name: string, teamName: string): string {
  const team = toLine(teamName)
  return team === '' ? toLine(name) : `${toLine(name)} (${team})`
}
