import { lookAhead } from '../../src/services/alerts/look-ahead.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'look-ahead',
  async run(office) {
    const { begun, over } = await lookAhead(office)
    return `${begun} begun, ${over} over`
  },
})
