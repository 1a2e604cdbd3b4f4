import type { SandboxClient } from '../../../sandbox/client.ts'

/** Whatever the platforms were sent or asked, and what they answered and delivered, searched in any spelling. */
export interface Traces {
  /** Where each secret was found, as `seq kind method: secret`; files as `file: secret`. */
  found: string[]
  /** How many calls and deliveries were searched, by kind. */
  searched: Record<string, number>
}

/**
 * Looks for texts in the whole traffic of the local platforms: addresses, headers of files, bodies and answers, as they
 * are, percent-encoded, as JSON escapes, in base64 or hex, numbers with any blanks and signs between their digits.
 * @throws Error where the workspace has thrown away the beginning of its record
 */
export async function findTraces(
  { slack, wecom }: { slack: SandboxClient; wecom: SandboxClient['wecom'] },
  secrets: readonly string[],
): Promise<Traces> {
  const entries = await slack.traffic.find()
  if (entries.length > 0 && entries[0]?.seq !== 1) throw new Error('the beginning of the traffic is gone')
  const found: string[] = []
  const searched: Record<string, number> = {}
  for (const entry of entries) {
    searched[entry.kind] = (searched[entry.kind] ?? 0) + 1
    const text = readings(JSON.stringify(entry))
    for (const secret of secrets)
      if (spellings(secret).some((spelling) => text.includes(spelling)))
        found.push(`${entry.seq} ${entry.kind} ${entry.method}: ${secret}`)
  }
  for (const secret of secrets) {
    const files = [...(await slack.traffic.scan(secret)), ...(await wecom.traffic.scan(secret))]
    for (const { where } of files) if (where === 'file') found.push(`file: ${secret}`)
  }
  return { found, searched }
}

/** As it stands, without escapes, and without what may stand between digits. */
function readings(text: string): string {
  const plain = text.replace(/\\+u([\da-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  const decoded = plain.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
  return [text, decoded, decoded.replace(/[\s().（）+-]/g, '')].join('\n')
}

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  // Where it begins within three bytes decides on the letters; those that its neighbours share are left out.
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const shared = (before + bytes.length) % 3 === 0 ? 0 : 1
    return whole.slice([0, 2, 3][before], whole.length - shared)
  })
  const plain = secret.replace(/[\s().（）+-]/g, '')
  return [secret, plain, bytes.toString('hex'), ...base64, ...base64.map(toUrlAlphabet)]
}

const toUrlAlphabet = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_')
