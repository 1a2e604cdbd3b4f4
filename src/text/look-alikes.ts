/**
 * Letters of other scripts that are drawn as Latin letters or digits are, small or as capitals, by the table of Unicode
 * Technical Standard 39 (unicode.org/Public/security/latest/confusables.txt). Written small, for what is compared is
 * folded already. Where a Greek letter looks like one Latin letter small and like another as a capital (ν and N), the
 * capital counts.
 */
const alike: readonly (readonly [script: string, latin: string])[] = [
  ['абвеҽԍһіјкӏмноԛрѕтуѵԝхсԁьүзӡ', 'a6beeghijklmhoqpstyvwxcdby33'],
  ['αβεϲζηικμνορτυχϳγ', 'abeczhikmnoptyxjy'],
  ['ɑɡı', 'agi'],
]
const latinOf = new Map(
  alike.flatMap(([script, latin]) => [...script].map((letter, at) => [letter, latin.charAt(at)] as const)),
)
const foreign = /[\u0131\u0251\u0261\u0370-\u052f\u1f00-\u1fff]/

/** @param folded by `foldText`. Marks on letters stay: `ё` is `ë`. */
export function foldLookAlikes(folded: string): string {
  // Nearly every name.
  if (!foreign.test(folded)) return folded
  const letters = [...folded.normalize('NFD')].map((letter) => latinOf.get(letter) ?? letter)
  return letters.join('').normalize('NFC')
}

/**
 * What two names share that a reader takes for one: 0 and O, 1 and l besides. For telling whether a name is there
 * already, and nothing else: nobody sees it, and a search for 1 finds no l.
 */
export const nameSkeleton = (folded: string): string =>
  foldLookAlikes(folded).replaceAll('0', 'o').replaceAll('1', 'l')
