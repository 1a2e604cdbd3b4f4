import { readFile } from 'node:fs/promises'
import { localOf } from '../../calendar/zones.ts'
import type { Clock } from '../../clock.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type ChannelRules, parsePolicy } from '../../policy/parse-policy.ts'
import { calendarOf } from '../../policy/policy-settings.ts'
import type { Policy } from '../../policy/schema.ts'
import { askedRecords } from '../../records/registry.ts'
import { namePolicy } from '../policy/name-policy.ts'
import { type Finding, ill, well } from './finding.ts'

/** The policy file as it stands: whether it reads, is in force, and knows the holidays of the days to come. */
export async function checkPolicy(
  file: string,
  clock: Clock,
  t: Translate,
  channels?: ChannelRules,
): Promise<{ findings: Finding[]; policy?: Policy }> {
  const yaml = await readFile(file, 'utf8').catch(() => undefined)
  if (yaml === undefined)
    return { findings: [ill(t('doctor.policy.missing', { file }), t('doctor.policy.mendFile'))] }
  const { policy, problems } = parsePolicy(yaml, askedRecords, channels)
  if (!policy) {
    const findings = problems.map((p) =>
      ill(`${file}:${p.line}:${p.column} ${p.path}: ${p.message}`, t('doctor.policy.mendLine')),
    )
    return { findings }
  }
  const { effectiveFrom: day, zone } = policy
  const name = namePolicy(policy, t)
  const now = clock.now()
  const isInForce = day <= localOf(now, zone).day
  const gap = calendarOf(policy).holidayDataGap(now)
  const findings = [
    isInForce
      ? well(t('doctor.policy.inForce', { name, day, zone }))
      : ill(t('doctor.policy.notYet', { name, day }), t('doctor.policy.mendNotYet')),
    gap
      ? ill(
          t('doctor.holidays.missing', { year: gap.year }),
          t('doctor.holidays.mend', { year: gap.year, file }),
        )
      : well(t('doctor.holidays.known')),
  ]
  return { findings, policy }
}
