import { createRandom } from '#shared/stats/random.ts'
import { torture } from './torture.ts'

/** Kills work in a workspace at as many random instants as the first argument says (200) and tells what broke. */
const instants = Number(process.argv[2] ?? 200)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
let round = 0
let broken = 0
for await (const { kind, killedAfter, finished, faults } of torture(instants, createRandom(seed))) {
  round += 1
  broken += faults.length
  const outcome = finished ? 'had finished' : 'was killed'
  console.log(
    `${round}/${instants}: ${kind} ${outcome} at ${Math.round(killedAfter)} ms; ${faults.join('; ') || 'whole'}`,
  )
}
console.log(`seed ${seed}: ${broken} faults in ${round} rounds`)
process.exitCode = broken === 0 ? 0 : 1
