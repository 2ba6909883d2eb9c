import { createRandom } from '#shared/stats/random.ts'
import { TORTURE_COUNTS, torture } from './torture.ts'

/** Kills imports at as many random instants as the first argument says (200) and tells what broke. */
const instants = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
let round = 0
let broken = 0
for await (const { killedAfter, finished, afterKill, repeated, logs, afterRepeat, leftovers } of torture(
  instants,
  createRandom(seed),
)) {
  round += 1
  const faults = [
    ...afterKill.problems.map((problem) => `after the kill: ${JSON.stringify(problem)}`),
    ...afterRepeat.problems.map((problem) => `after the repeat: ${JSON.stringify(problem)}`),
    ...leftovers.map((name) => `left over: ${name}`),
    ...(logs === 1 ? [] : [`${logs} logs instead of one`]),
    ...(repeated.rows_read === TORTURE_COUNTS.read ? [] : [`${repeated.rows_read} rows read`]),
  ]
  broken += faults.length
  const outcome = finished ? 'had finished' : 'was killed'
  console.log(
    `${round}/${instants}: ${outcome} at ${Math.round(killedAfter)} ms; ${faults.join('; ') || 'whole'}`,
  )
}
console.log(`seed ${seed}: ${broken} faults in ${round} rounds`)
process.exitCode = broken === 0 ? 0 : 1
