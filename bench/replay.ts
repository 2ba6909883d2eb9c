import { openDesk } from '#backend/drift/testing/desk.ts'
import { runBreaker } from '#backend/monitors/breakers/replay/run-breaker.ts'
import { coin, conditionOf, ERROR_RATE, feedOf, policyOf } from '#backend/monitors/breakers/testing/feeds.ts'
import { observationsOf } from '#backend/monitors/observations/observations.ts'

const ROWS = 1_000_000
const MOVES = 20
const MODELS = 100
const ROWS_EACH = 1_000

/** CPU time of a breaker replay of a million rows after a slider moved, and of 100 breakers on one stream of imports. */
const toss = coin(1)
const draw = (length: number, value: (index: number) => number) =>
  Float64Array.from({ length }, (_, i) => value(i))
for (const [name, accuracy] of [
  ['healthy model', 0.95],
  ['failing model', 0.5],
] as const) {
  const feed = feedOf({
    right: draw(ROWS, (row) => (toss() < (row % 200_000 < 150_000 ? 0.95 : accuracy) ? 1 : 0)),
    times: draw(ROWS, (row) => row * 200),
    confidence: draw(ROWS, () => 0.5 + toss() / 2),
    error: draw(ROWS, () => (toss() < 0.002 ? 1 : 0)),
  })
  const observations = observationsOf(feed)
  const times: number[] = []
  for (let move = 0; move <= MOVES; move++) {
    const conditions = [conditionOf({ threshold: 0.8 + move * 0.005 }), ERROR_RATE]
    const start = process.cpuUsage()
    runBreaker(observations, policyOf({ conditions }))
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1_000)
  }
  // The first one builds the running sums, as the first look at a log does.
  const [first, ...moved] = times
  const sorted = moved.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  console.log(
    `${name}: ${ROWS} rows, first ${first.toFixed(0)} ms, after a slider moved median ${median.toFixed(0)} ms, worst ${sorted[sorted.length - 1].toFixed(0)} ms; of CPU time; must be < 100 ms`,
  )
}

const header = 'timestamp,prediction_id,prediction,confidence,label,error'
const csv = (from: number) =>
  [
    header,
    ...Array.from({ length: ROWS_EACH }, (_, row) => {
      const at = new Date(Date.UTC(2026, 0, 1) + (from + row) * 1_000).toISOString()
      return `${at},p${from + row},${toss() < 0.5 ? 1 : 0},0.9,1,0`
    }),
  ].join('\n')
const POLICY =
  'any: [{metric: accuracy, below: 0.3}, {metric: error_rate, above: 0.1, window: 5 min}]\nfallback: rules\nmax_label_silence: 2 d\n'
const desk = await openDesk()
try {
  const importAll = async (from: number) => {
    const start = performance.now()
    for (let model = 0; model < MODELS; model++) {
      const file = await desk.grant(`m${model}.csv`, csv(from))
      const mapping = {
        model: `m${model}`,
        roles: { prediction: 'prediction' as const, error: 'error' as const },
      }
      await desk.client.job('log.import', { files: [file], mapping }).result
    }
    return performance.now() - start
  }
  const plain = await importAll(0)
  for (let model = 0; model < MODELS; model++) {
    await desk.client.command('breakers.arm', { model: `m${model}`, text: POLICY })
  }
  const live = await importAll(ROWS_EACH)
  console.log(
    `${MODELS} models, ${ROWS_EACH} rows each: import ${(plain / 1_000).toFixed(1)} s without breakers, ${(live / 1_000).toFixed(1)} s with (ratio ${(live / plain).toFixed(2)}), ${Math.round((MODELS * ROWS_EACH) / (live / 1_000))} rows/s`,
  )
} finally {
  await desk.close()
}
