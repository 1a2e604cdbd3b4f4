import { postWarnings } from '../../src/services/duties/sweep/post-warnings.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'post-warnings',
  async run(office) {
    return `${await postWarnings(office)} lines`
  },
})
