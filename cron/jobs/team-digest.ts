import { postTeamDigests } from '../../src/services/digests/post-team-digests.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'team-digest',
  async run(office, slot) {
    return `${await postTeamDigests(office, slot)} posted`
  },
})
