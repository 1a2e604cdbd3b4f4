import { measureLeaderboard } from '/work/main/bench/leaderboard.ts'
const t=performance.now()
console.log(await measureLeaderboard(), (performance.now()-t)/1000)
