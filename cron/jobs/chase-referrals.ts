import { climbDuties } from '../../src/services/duties/sweep/climb-duties.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'chase-referrals',
  async run(office) {
    const { looked, fired, messages } = await climbDuties(office, 'steps')
    return `${looked} steps looked at, ${fired} rungs, ${messages} messages`
  },
})
