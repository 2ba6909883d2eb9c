import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  createRandom,
  type RandomSource,
  randomExponential,
  randomInteger,
  randomNormal,
  randomPoisson,
} from '../../shared/stats/random.ts'

/** Rows on each side of each sample. */
export const SAMPLE_ROWS = 18_400

const HOUR = 3_600_000
const BASELINE_START = Date.UTC(2026, 1, 2)
const CURRENT_START = Date.UTC(2026, 2, 2)
const FOUR_WEEKS = 28 * 24 * HOUR
/** From here on the drifting sample drifts. */
export const ONSET = Date.UTC(2026, 2, 10, 14)

const COUNTRIES = weighted({ DE: 24, FR: 17, NL: 13, ES: 11, IT: 10, PL: 8, BE: 6, SE: 5, AT: 4, PT: 2 })
const CHANNELS = weighted({ web: 46, app: 41, pos: 13 })
const MERCHANTS = {
  groceries: 24,
  fashion: 18,
  electronics: 14,
  travel: 11,
  restaurants: 10,
  gaming: 8,
  gift_cards: 6,
  health: 5,
  home: 4,
}
const MERCHANTS_BEFORE = weighted(MERCHANTS)
const MERCHANTS_AFTER = weighted({ ...MERCHANTS, gift_cards: 27, gaming: 17, groceries: 12, fashion: 10 })

/** Samples by name: a seed, and whether its current side drifts. */
export const SAMPLES = {
  'payment-fraud': { seed: 20_260_302, drifts: true },
  'payment-steady': { seed: 20_260_303, drifts: false },
} as const
export type SampleName = keyof typeof SAMPLES

export const SAMPLE_COLUMNS = [
  'timestamp',
  'prediction_id',
  'country',
  'merchant_category',
  'channel',
  'amount_eur',
  'account_age_days',
  'payments_24h',
  'distance_km',
  'email_risk',
  'new_device',
  'score',
  'prediction',
  'label',
] as const

/**
 * One side of a sample as CSV: a fraud model's log over four weeks, busier by day than by night. In the drifting
 * sample, from `ONSET` on: amounts double and spread, the mix of merchants moves to gift cards and gaming, 16%
 * of the account ages are the sentinel −999, nearly a quarter of the payments are made much nearer by. Everything else stays as it was.
 * The same name and side give the same bytes on every machine.
 */
export function generateSample(name: SampleName, side: 'baseline' | 'current'): string {
  const { seed, drifts } = SAMPLES[name]
  const random = createRandom(seed, side === 'baseline' ? 1 : 2)
  const start = side === 'baseline' ? BASELINE_START : CURRENT_START
  const lines: string[] = [SAMPLE_COLUMNS.join(',')]
  const first = side === 'baseline' ? 1 : SAMPLE_ROWS + 1
  for (const [index, at] of arrivalTimes(random, start).entries()) {
    const id = `tx-${String(first + index).padStart(6, '0')}`
    lines.push(`${isoSeconds(at)},${id},${payment(random, drifts && side === 'current' && at >= ONSET)}`)
  }
  return `${lines.join('\n')}\n`
}

function payment(random: RandomSource, drifted: boolean): string {
  const country = COUNTRIES(random)
  const merchant = (drifted ? MERCHANTS_AFTER : MERCHANTS_BEFORE)(random)
  const channel = CHANNELS(random)
  const amount = Math.exp(3.4 + (drifted ? 0.86 : 0) + (drifted ? 1.25 : 1.1) * randomNormal(random))
  const age = Math.floor(randomExponential(random) * 540)
  const sentinel = random.uniform() < (drifted ? 0.16 : 0)
  const payments = randomPoisson(random, 1.8)
  const nearby = random.uniform() < (drifted ? 0.23 : 0)
  const distance = Math.exp(2.2 + 1.3 * randomNormal(random)) * (nearby ? 0.15 : 1)
  const unlocated = random.uniform() < 0.03
  const emailRisk = 1 / (1 + Math.exp(1.6 - 1.1 * randomNormal(random)))
  const newDevice = random.uniform() < 0.14
  const logit = -5.1 + 4.2 * emailRisk + (newDevice ? 1.4 : 0) + 0.28 * payments + 0.35 * randomNormal(random)
  const score = 1 / (1 + Math.exp(-logit))
  const label = random.uniform() < score ? 1 : 0
  const cells = [
    country,
    merchant,
    channel,
    Math.min(amount, 25_000).toFixed(2),
    sentinel ? -999 : age,
    payments,
    unlocated ? '' : distance.toFixed(0),
    emailRisk.toFixed(3),
    newDevice,
    score.toFixed(3),
    score >= 0.25 ? 1 : 0,
    label,
  ]
  return cells.join(',')
}

/** Ordered times over four weeks: a day has its quiet hours, by thinning of evenly spread candidates. */
function arrivalTimes(random: RandomSource, start: number): readonly number[] {
  const times: number[] = []
  while (times.length < SAMPLE_ROWS) {
    const at = start + random.uniform() * FOUR_WEEKS
    const hour = new Date(at).getUTCHours()
    const busy = hour >= 8 && hour < 22 ? 1 : 0.25
    if (random.uniform() < busy) times.push(at)
  }
  return times.sort((a, b) => a - b)
}

function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

function weighted(weights: Readonly<Record<string, number>>): (random: RandomSource) => string {
  const names = Object.keys(weights)
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  return (random) => {
    let left = randomInteger(random, total)
    for (const name of names) {
      left -= weights[name] ?? 0
      if (left < 0) return name
    }
    return names[0] ?? ''
  }
}

async function writeSamples(): Promise<void> {
  for (const name of Object.keys(SAMPLES) as SampleName[]) {
    const folder = join(import.meta.dirname, name)
    await mkdir(folder, { recursive: true })
    for (const side of ['baseline', 'current'] as const) {
      await writeFile(join(folder, `${side}.csv.gz`), gzipSync(generateSample(name, side), { level: 9 }))
    }
  }
}

if (import.meta.main) await writeSamples()
