import type { DatabaseName } from '../../support/databases.ts'

/** Where a company talks. */
export type TeamSetting = 'slack' | 'wecom' | 'smart-bot' | 'mixed' | 'mixed, the other way round'

export interface Setting {
  team: TeamSetting
  provider: DatabaseName
}

/**
 * For stories that somebody lives alone, or in which nobody sees on what platform the others are. One database each:
 * what differs between them are writes that meet, for which see `whereWritesMeet`.
 */
export const onEachPlatform: readonly Setting[] = [
  { team: 'slack', provider: 'sqlite' },
  { team: 'wecom', provider: 'postgresql' },
]

/** Also in a company of both: reps in WeCom, whoever answers them in Slack. */
export const everywhere: readonly Setting[] = [...onEachPlatform, { team: 'mixed', provider: 'sqlite' }]

/** For journeys in which people or processes write at the same moment. */
export const whereWritesMeet: readonly Setting[] = [...everywhere, { team: 'slack', provider: 'postgresql' }]
