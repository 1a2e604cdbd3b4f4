import type { Job } from '../job.ts'
import backup from './backup.ts'
import chaseReferrals from './chase-referrals.ts'
import checkAudit from './check-audit.ts'
import climbLadder from './climb-ladder.ts'
import closePeriod from './close-period.ts'
import leaderboard from './leaderboard.ts'
import lookAhead from './look-ahead.ts'
import makeDuties from './make-duties.ts'
import managerDigest from './manager-digest.ts'
import morningDm from './morning-dm.ts'
import postWarnings from './post-warnings.ts'
import purge from './purge.ts'
import teamDigest from './team-digest.ts'
import watch from './watch.ts'

/**
 * Every job: to add one, write its file, name it here and give it a schedule in the policy. Of those due at the same
 * moment the first goes first: a duty is made and closed before its ladder is climbed, and climbed before the channel
 * is told of it; what the morning lays before somebody is not said again by the ladder. Whether all is well is looked at
 * when all else has caught up.
 */
export const jobs: readonly Job[] = [
  makeDuties,
  closePeriod,
  morningDm,
  climbLadder,
  postWarnings,
  chaseReferrals,
  teamDigest,
  leaderboard,
  managerDigest,
  purge,
  backup,
  checkAudit,
  lookAhead,
  watch,
]
