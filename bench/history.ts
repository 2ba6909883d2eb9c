import { jobContext, openTestWorkspace } from '#backend/profiles/testing/workspace.ts'
import { createRandom } from '#shared/stats/random.ts'

/**
 * Performance and calibration by day from counts, on a log of 5M scored rows over ninety days, and on a tenth of it, in
 * one run: the first answer after an import, and later ones. Generated from a seed.
 *
 * Usage: history [rows of the large log]
 */
const large = Number(process.argv[2] ?? 5_000_000)
const DAY = 86_400_000
const START = Date.parse('2026-01-01T00:00:00Z')
const REPEATS = 15

function scoredRows(rows: number) {
  const random = createRandom(1)
  const score = Float64Array.from({ length: rows }, () => random.uniform() ** 2)
  const label = score.map((p) => (random.uniform() < p ? 1 : 0))
  const at = Float64Array.from({ length: rows }, (_, row) => Math.floor(START + (row / rows) * 90 * DAY))
  return [
    { name: 'at', role: 'timestamp' as const, values: at, times: true },
    { name: 'score', role: 'score' as const, values: score },
    { name: 'label', role: 'label' as const, values: label },
  ]
}

async function measure(rows: number): Promise<void> {
  const workspace = await openTestWorkspace()
  const { profiles } = workspace
  try {
    const model = 'default'
    const log = await workspace.add(scoredRows(rows), { model, chunkRows: 200_000 })
    const baseline = await workspace.freeze([log])
    const context = jobContext()
    await profiles.changeBaseline(model, baseline.id, context)
    // What an import ends with.
    await profiles.countNew(model, context)
    const { datasets } = await profiles.resolve({ model })
    // Time by the clock, and the processor's own, which the load of other programs does not lengthen.
    const ask = async (): Promise<{ readonly clock: number; readonly processor: number }> => {
      const started = performance.now()
      const used = process.cpuUsage()
      const { points } = await profiles.ask(model, 'scoreHistory', {
        baseline: baseline.id,
        datasets,
        size: { kind: 'time', unit: 'day', count: 1 },
        threshold: 0.5,
      })
      if (points.length !== 90) throw new Error(`there are ${points.length} days`)
      const { user, system } = process.cpuUsage(used)
      return { clock: performance.now() - started, processor: (user + system) / 1_000 }
    }
    const first = await ask()
    const later: Awaited<ReturnType<typeof ask>>[] = []
    for (let repeat = 0; repeat < REPEATS; repeat++) later.push(await ask())
    const middle = (of: (one: (typeof later)[number]) => number): string =>
      later
        .map(of)
        .sort((a, b) => a - b)
        [REPEATS >> 1].toFixed(1)
    console.log(
      `${rows.toLocaleString('en')} rows, 90 days: first ${first.clock.toFixed(1)} ms (processor ${first.processor.toFixed(1)} ms), median of ${REPEATS} later ${middle(({ clock }) => clock)} ms (processor ${middle(({ processor }) => processor)} ms)`,
    )
  } finally {
    await workspace.close()
  }
}

await measure(large / 10)
await measure(large)
