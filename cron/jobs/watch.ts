import { watchHouse } from '../../src/services/alerts/watch-house.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'watch',
  async run(office) {
    const { begun, over } = await watchHouse(office)
    return `${begun} begun, ${over} over`
  },
})
