import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
} from 'yaml'

export type PolicyPath = readonly PropertyKey[]

/** Writes a path as people do: `ladder[2].at`. */
function showPath(path: PolicyPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

/**
 * Line and column of what stands at a path: the value, or the key where `at` says so. What is missing is placed at
 * the key of the innermost thing that is there.
 */
export function placeOf(
  document: Document,
  lines: LineCounter,
  path: PolicyPath,
  at: 'key' | 'value',
): { path: string; line: number; column: number } {
  let place: Node | null = document.contents
  let node: unknown = document.contents
  for (const [index, key] of path.entries()) {
    const next = findChild(node, key)
    if (next === null) break
    const isLast = index === path.length - 1
    place = (isLast && at === 'value' ? next.value : null) ?? next.key ?? next.value ?? place
    node = next.value
  }
  const { line, col } = lines.linePos(place?.range?.[0] ?? 0)
  return { path: showPath(path), line: Math.max(line, 1), column: Math.max(col, 1) }
}

function findChild(node: unknown, key: PropertyKey): { key: Node | null; value: Node | null } | null {
  if (isMap(node)) {
    // Keys may be numbers in YAML (2027) and are texts in paths.
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
    )
    return pair ? { key: pair.key as Node, value: pair.value as Node | null } : null
  }
  if (!isSeq(node) || !isCollection(node)) return null
  const item = node.items[Number(key)]
  return item === undefined ? null : { key: null, value: item as Node }
}
