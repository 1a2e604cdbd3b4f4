import { purgeOld } from '../../src/services/upkeep/purge-old.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'purge',
  // The file is rewritten where a patient was forgotten.
  leavesDatabase: true,
  async run(office) {
    const purged = Object.entries(await purgeOld(office))
    return purged.map(([what, count]) => `${count} ${what}`).join(', ')
  },
})
