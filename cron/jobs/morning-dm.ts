import { postMornings } from '../../src/services/digests/post-mornings.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'morning-dm',
  async run(office, slot) {
    return `${await postMornings(office, slot)} sent`
  },
})
