import { purgeOld } from '../../src/services/upkeep/purge-old.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'purge',
  async run(office) {
    const purged = Object.entries(await purgeOld(office))
    return purged.map(([what, count]) => `${count} ${what}`).join(', ')
  },
})
