import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'make-duties',
  async run(office) {
    const { made, unknownYear } = await makeDuties(office)
    if (unknownYear !== null)
      office.log.error({ year: unknownYear }, 'holidays of the year are missing from the policy')
    return `${made} made`
  },
})
