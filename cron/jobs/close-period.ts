import { closePeriods } from '../../src/services/duties/sweep/close-periods.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'close-period',
  async run(office) {
    return `${await closePeriods(office)} missed`
  },
})
