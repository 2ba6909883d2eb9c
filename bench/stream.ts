import { createRandom } from '#shared/stats/random.ts'
import { detect, STREAM_METHOD_NAMES } from '#shared/stats/streams/detectors.ts'

/**
 * Each stream detector over 1M values in which the rate changes twice, against one plain pass that sums the same
 * values: the least that any detector has to do. The budget is a second for ADWIN.
 */
const count = Number(process.argv[2] ?? 1_000_000)
const random = createRandom(7)
const values = Float64Array.from({ length: count }, (_, index) => {
  const rate = index < count / 3 ? 0.2 : index < (2 * count) / 3 ? 0.3 : 0.25
  return random.uniform() < rate ? 1 : 0
})

function seconds(work: () => void): number {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1_000
}

let total = 0
const pass = Math.min(
  ...Array.from({ length: 5 }, () =>
    seconds(() => {
      for (const value of values) total += value
    }),
  ),
)
console.log(`${count} values (sum ${total / 5}), one plain pass: ${(pass * 1_000).toFixed(1)} ms`)
for (const name of STREAM_METHOD_NAMES) {
  let changes = 0
  const time = seconds(() => {
    changes = detect(name, values, {}).changes.length
  })
  const budget = name === 'adwin' ? `, budget 1 s: ${(1 / time).toFixed(1)} × within` : ''
  console.log(
    `${name.padEnd(14)} ${time.toFixed(3)} s, ${(time / pass).toFixed(0)} × the plain pass, ${changes} changes${budget}`,
  )
}
