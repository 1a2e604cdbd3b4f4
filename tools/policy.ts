/** `npm run policy -- check FILE`, `npm run policy -- diff OLD NEW`: what a policy file says before it takes effect. */
import { readFileSync } from 'node:fs'
import { channelRules } from '../src/compose.ts'
import { parsePolicy } from '../src/policy/parse-policy.ts'
import { diffPolicies } from '../src/policy/policy-versions.ts'
import { askedRecords } from '../src/records/registry.ts'

const [command, ...files] = process.argv.slice(2)
const wanted = { check: 1, diff: 2 }[command ?? '']
if (wanted === undefined || files.length !== wanted) {
  console.error('usage: npm run policy -- check FILE | diff OLD NEW')
  process.exit(2)
}

const read = files.map((file, index) => {
  // What an older version called its channels is no obstacle to seeing what has changed since.
  const rules = index === files.length - 1 ? channelRules : undefined
  return { file, ...parsePolicy(readFileSync(file, 'utf8'), askedRecords, rules) }
})
for (const { file, problems } of read) {
  for (const p of problems) console.error(`${file}:${p.line}:${p.column} ${p.path}: ${p.message}`)
}
const policies = read.flatMap(({ policy }) => (policy ? [policy] : []))
const [before, after] = policies
if (policies.length < files.length) process.exit(1)
if (before && after) {
  for (const { path, before: was, after: is } of diffPolicies(before, after))
    console.log(`${path}: ${was ?? '(absent)'} → ${is ?? '(absent)'}`)
} else if (before) {
  console.log(
    `${files[0]}: in order, in force from ${before.effectiveFrom}, version ${read[0]?.hash?.slice(0, 8)}`,
  )
}
