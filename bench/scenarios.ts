import { parseArgs } from 'node:util'
import { openDesk } from '#backend/drift/testing/desk.ts'
import { SCENARIOS } from '../resources/scenarios/catalogue.ts'

/**
 * `npm run bench -- scenarios [NAME…] [--rows 20000] [--seeds 20] [--from 1]`: tries scenarios (the healthy ones unless
 * some are named) on many seeds, and counts the expectations that do not hold. Not timed against anything: what is
 * measured is how often the monitors are wrong.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '20000' },
    seeds: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
  },
})
const rows = Number(values.rows)
const from = Number(values.from)
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => from + i)
const names =
  positionals.length > 0
    ? positionals
    : SCENARIOS.filter(({ kind }) => kind === 'control').map(({ name }) => name)

const started = performance.now()
const desk = await openDesk()
let runs = 0
let wrongRuns = 0
try {
  for (const name of names) {
    const wrong: string[] = []
    const wrongSeeds = new Set<number>()
    for (const seed of seeds) {
      const { scenarios } = await desk.client.job('scenarios.run', { name, seed, rows }).result
      for (const scenario of scenarios) {
        runs += 1
        for (const { passed, model, subject, fired, at, deadline, evidence } of scenario.expectations) {
          if (passed) continue
          wrongSeeds.add(seed)
          wrong.push(
            `  seed ${seed} ${scenario.name}: ${model === null ? '' : `${model}: `}${subject} ${fired ? `fired${at === null ? '' : ` at ${at}`}` : 'silent'}${deadline === null ? '' : `, deadline ${deadline}`} (${evidence})`,
          )
        }
      }
    }
    wrongRuns += wrongSeeds.size
    console.log(`${name}: wrong on ${wrongSeeds.size} of ${seeds.length} seeds`)
    for (const line of wrong) console.log(line)
  }
} finally {
  await desk.close()
}
const seconds = (performance.now() - started) / 1_000
console.log(
  `${rows} rows: ${wrongRuns} of ${names.length * seeds.length} wrong; ${runs} runs of a scenario in ${seconds.toFixed(0)} s`,
)
