const longest = 1_000
/** Nowhere to come back to: they would log in or out again, or hand over what is no page. */
const noPages = /^\/(?:login|logout|s|api|forms|drafts|search|static)(?:[/?#]|$)/

/**
 * A path of ours to go to after a login; `/` for whatever else an address may carry. A browser reads `//x`, `/\x` and
 * tabs in between as another site.
 */
export function toOwnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > longest || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return '/'
  // Dots and the like are resolved before it is looked at.
  const { pathname, search, hash, host } = new URL(wanted, 'http://own.invalid')
  const path = `${pathname}${search}${hash}`
  return host !== 'own.invalid' || path.startsWith('//') || noPages.test(path) ? '/' : path
}
