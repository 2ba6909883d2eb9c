import { type Desk, openDesk } from '#backend/drift/testing/desk.ts'
import { coin } from '#backend/monitors/breakers/testing/feeds.ts'

const MODELS = 100
const ROWS_EACH = 1_000
const ROUNDS = 3
const POLICY = `any:
  - {metric: accuracy, below: 0.3}
  - {metric: error_rate, above: 0.1, window: 5 min}
  - {metric: ece, above: 0.9}
  - {metric: p99, above: 900, window: 5 min}
fallback: rules
max_label_silence: 2 d
`
const HEADER = 'timestamp,prediction_id,prediction,confidence,label,error,latency'
const ROLES = { prediction: 'prediction', error: 'error', latency: 'latency_ms' } as const

/**
 * One stream of imports, a file for each of 100 models with a breaker and of 100 without, in turns: what the breakers add
 * to the imports over what the imports take. Under 1 the breakers keep up with any stream that the import keeps up with.
 */
export async function timeLive(): Promise<void> {
  const desk = await openDesk()
  const toss = coin(3)
  try {
    const importOne = async (model: string, from: number) => {
      const lines = Array.from({ length: ROWS_EACH }, (_, row) => {
        const at = new Date(Date.UTC(2026, 0, 1) + (from + row) * 1_000).toISOString()
        return `${at},p${from + row},${toss() < 0.5 ? 1 : 0},0.9,1,0,${Math.floor(toss() * 100)}`
      })
      const file = await desk.grant(`${model}.csv`, [HEADER, ...lines].join('\n'))
      const start = performance.now()
      await desk.client.job('log.import', { files: [file], mapping: { model, roles: ROLES } }).result
      return performance.now() - start
    }
    const round = async (from: number) => {
      let watched = 0
      let plain = 0
      for (let model = 0; model < MODELS; model++) {
        watched += await importOne(`watched ${model}`, from)
        plain += await importOne(`plain ${model}`, from)
      }
      return { watched, plain }
    }
    await round(0)
    await arm(desk)
    let watched = 0
    let plain = 0
    for (let turn = 1; turn <= ROUNDS; turn++) {
      const times = await round(turn * ROWS_EACH)
      watched += times.watched
      plain += times.plain
    }
    const files = MODELS * ROUNDS
    console.log(
      `${MODELS} models with breakers, files of ${ROWS_EACH} rows: ${(plain / files).toFixed(1)} ms a file without, ${(watched / files).toFixed(1)} ms with; live evaluation over import ${((watched - plain) / plain).toFixed(2)}, must be < 1`,
    )
  } finally {
    await desk.close()
  }
}

async function arm(desk: Desk): Promise<void> {
  for (let model = 0; model < MODELS; model++) {
    await desk.client.command('breakers.arm', { model: `watched ${model}`, text: POLICY })
  }
}
