import { loopLog } from '../shared/stats/loop/testing/generate-log.ts'
import { createRandom, randomNormal } from '../shared/stats/random.ts'

const DAY = 86_400_000
export const LOGS_START = Date.parse('2026-03-02T00:00:00Z')

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`
const isoAt = (time: number): string => new Date(time).toISOString()

/** Scores and labels of a classifier that is right in 95% of the rows, and from half of the days on in 60%. */
export function failingLog({ days = 8, perDay = 1_000, seed = 5 } = {}): string {
  const random = createRandom(seed)
  const lines = ['prediction_id,timestamp,score,region,label']
  for (let row = 0; row < days * perDay; row += 1) {
    const label = random.uniform() < 0.5 ? 1 : 0
    const isRight = random.uniform() < (row < (days * perDay) / 2 ? 0.95 : 0.6)
    const confidence = 0.55 + 0.44 * random.uniform()
    const score = isRight === (label === 1) ? confidence : 1 - confidence
    const at = isoAt(LOGS_START + (row / perDay) * DAY)
    lines.push(`p${row},${at},${score.toFixed(4)},${['north', 'south'][row % 2]},${label}`)
  }
  return text(lines)
}

/** A model that moves its own outcomes and is fitted to them anew; chance decides a tenth of the rows. */
export function loopedLog({ rows = 30_000, seed = 1 } = {}): string {
  const { times, score, label, servedBy, version } = loopLog({ rows, seed, arm: 0.1, outcome: 'value' })
  if (times === null || score === null || label === null) throw new Error('a loop log has all three')
  const lines = ['prediction_id,timestamp,score,label,served_by,version']
  for (let row = 0; row < rows; row += 1) {
    const by = servedBy?.values[servedBy.codes[row]]
    const fitted = version?.values[version.codes[row]]
    lines.push(
      `p${row},${isoAt(times[row])},${score[row].toFixed(5)},${label[row].toFixed(5)},${by},${fitted}`,
    )
  }
  return text(lines)
}

/** Scores of a model, right in nine rows of ten, that move up from `onsetDay` on. */
export function memberLog({
  onsetDay,
  days = 60,
  perDay = 80,
  seed = 1,
}: {
  onsetDay: number
  days?: number
  perDay?: number
  seed?: number
}): string {
  const random = createRandom(seed)
  const lines = ['prediction_id,timestamp,score,label']
  for (let row = 0; row < days * perDay; row += 1) {
    const day = row / perDay
    const score = 1 / (1 + Math.exp(-(randomNormal(random) + (day < onsetDay ? 0 : 1.2))))
    const label = random.uniform() < 0.9 === score >= 0.5 ? 1 : 0
    lines.push(`p${row},${isoAt(LOGS_START + day * DAY)},${score.toFixed(4)},${label}`)
  }
  return text(lines)
}

export type ModelLog = { readonly model: string; readonly log: string; readonly manifest?: string }

/** Three models in a row: each takes the output of the one before, and drifts two days after it. */
export function chainedModels(): readonly ModelLog[] {
  const chain = ['intake', 'ranking', 'offers']
  return chain.map((model, place) => ({
    model,
    log: memberLog({ onsetDay: 25 + 2 * place, seed: 40 + place }),
    manifest: text([
      `model: ${model}`,
      `owner: team ${model}`,
      ...(place === 0 ? [] : ['upstream:', `  - {model: ${chain[place - 1]}, column: score}`]),
      'data_sources: [events warehouse]',
      'vendor: Northwind',
      'retrain_schedule: {every: 7 d, weekday: monday, hour: 4}',
    ]),
  }))
}
