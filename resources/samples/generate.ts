import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createRandom } from '../../shared/stats/random.ts'
import { csvHeader, csvLines } from '../scenarios/kit/table.ts'
import { PAYMENTS_ONSET, paymentsModel } from '../scenarios/worlds/payments.ts'

/** Rows on each side of each sample. */
export const SAMPLE_ROWS = 18_400

/** Samples by the names of the scenarios that they are: a seed, and whether the current side drifts. */
export const SAMPLES = {
  'payment-fraud': { seed: 20_260_302, drifts: true },
  'payment-steady': { seed: 20_260_303, drifts: false },
} as const
export type SampleName = keyof typeof SAMPLES

/** One side of a sample as CSV: the same name and side give the same bytes on every machine. */
export function generateSample(name: SampleName, side: 'baseline' | 'current'): string {
  const { seed, drifts } = SAMPLES[name]
  const model = paymentsModel(
    2 * SAMPLE_ROWS,
    (part) => createRandom(seed, part === 'baseline' ? 1 : 2),
    drifts ? PAYMENTS_ONSET : undefined,
  )
  const table = side === 'baseline' ? model.baseline() : model.log()
  return csvHeader(table) + csvLines(table, 0, SAMPLE_ROWS)
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
