import { climbDuties } from '../../src/services/duties/sweep/climb-duties.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'climb-ladder',
  async run(office) {
    const { looked, fired, messages, proposals } = await climbDuties(office, 'duties')
    return `${looked} looked at, ${fired} rungs, ${messages} messages, ${proposals} proposals`
  },
})
