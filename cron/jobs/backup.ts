import { backUp } from '../../src/services/upkeep/back-up.ts'
import { defineJob } from '../job.ts'

export default defineJob({ id: 'backup', leavesDatabase: true, run: backUp })
