import { postLeaderboards } from '../../src/services/metrics/post-leaderboards.ts'
import { defineJob } from '../job.ts'

export default defineJob({
  id: 'leaderboard',
  async run(office, slot) {
    const { boards, ownLines } = await postLeaderboards(office, slot)
    return `${boards} boards, ${ownLines} own lines`
  },
})
