import { z } from 'zod'

/** An address below which a platform's paths begin. */
export function addressEndingIn(end: string) {
  const error = `must be an address ending in ${end}`
  return z.url({ protocol: /^https?$/, error }).endsWith(end, error)
}
