import { msPerDay } from '../../clock.ts'
import { countByKey } from '../../store/sealed.ts'
import type { Office } from '../office.ts'
import { readCertificateEnd } from './read-certificate-end.ts'
import { settleAlerts } from './settle-alerts.ts'
import type { Trouble } from './trouble.ts'

/**
 * Looks at what is about to end, the holidays that are known and the certificate of our own address, and whether every
 * sealed answer can still be opened.
 */
export async function lookAhead(office: Office): Promise<{ begun: number; over: number }> {
  const { policy, calendar } = office.policies.now()
  const now = office.clock.now()
  const troubles: Trouble[] = []
  const gap = calendar.holidayDataGap(now)
  if (gap) troubles.push({ kind: 'holidays', about: String(gap.year), count: 1 })
  for (const [keyId, count] of Object.entries(await countByKey(office.store)))
    if (!office.vault.has(keyId)) troubles.push({ kind: 'vault-key', about: keyId, count })
  const url = new URL(office.publicUrl)
  const isSecure = url.protocol === 'https:'
  const endsAt = isSecure ? await readCertificateEnd(url) : undefined
  const days = endsAt ? Math.floor((endsAt.getTime() - now.getTime()) / msPerDay) : undefined
  if (days !== undefined && days < policy.alerts.certificateDays)
    troubles.push({ kind: 'certificate', about: url.host, count: Math.max(0, days) })
  return settleAlerts(office, 'ahead', troubles, isSecure && !endsAt ? ['certificate'] : [])
}
