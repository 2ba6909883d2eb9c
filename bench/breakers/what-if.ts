import { openDesk } from '#backend/drift/testing/desk.ts'
import { coin } from '#backend/monitors/breakers/testing/feeds.ts'
import { ROWS } from './million-rows.ts'

const MOVES = 12

/** The same as a window asks for it: the operation over a stored log, from the question to the decoded answer. */
export async function timeWhatIf(): Promise<void> {
  const desk = await openDesk()
  try {
    const toss = coin(2)
    const lines = ['timestamp,prediction_id,prediction,confidence,label,label_time,latency']
    for (let row = 0; row < ROWS; row++) {
      const at = Date.UTC(2026, 0, 1) + row * 200
      const label = toss() < 0.5 ? 1 : 0
      const right = toss() < (row % 200_000 < 150_000 ? 0.95 : 0.5)
      const known = at + Math.floor(toss() * 3_600_000)
      lines.push(
        `${new Date(at).toISOString()},p${row},${right ? label : 1 - label},${(0.5 + toss() / 2).toFixed(4)},${label},${new Date(known).toISOString()},${Math.floor(20 + toss() * 80)}`,
      )
    }
    const file = await desk.grant('million.csv', lines.join('\n'))
    const roles = {
      prediction: 'prediction',
      label: 'label',
      label_time: 'label_timestamp',
      latency: 'latency_ms',
    } as const
    await desk.client.job('log.import', { files: [file], mapping: { model: 'm', roles } }).result
    const times: number[] = []
    for (let move = 0; move <= MOVES; move++) {
      const text = `any:\n  - {metric: accuracy, below: ${0.8 + move * 0.005}}\n  - {metric: p99, above: ${90 + move}, window: 5 min}\nfallback: rules\nmax_label_silence: 2 d\n`
      const start = performance.now()
      await desk.client.query('breakers.whatIf', { model: 'm', policies: [{ name: 'p', text }], points: 600 })
      times.push(performance.now() - start)
    }
    const [first, ...moved] = times
    const sorted = moved.toSorted((a, b) => a - b)
    console.log(
      `breakers.whatIf over a stored log of ${ROWS} rows with late labels: first ${first.toFixed(0)} ms (reads the log), moved ${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms (worst ${sorted[sorted.length - 1].toFixed(0)})`,
    )
  } finally {
    await desk.close()
  }
}
