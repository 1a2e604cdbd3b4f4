import { checkAudit } from '../../src/services/audit/check-audit.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'check-audit',
  async run(office) {
    const { rows, faults } = await checkAudit(office)
    return `${rows} rows, ${faults} faults`
  },
})
