import { postManagerDigests } from '../../src/services/digests/post-manager-digests.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'manager-digest',
  async run(office, slot) {
    return `${await postManagerDigests(office, slot)} posted`
  },
})
