import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { generateSample, SAMPLES, type SampleName } from '../../../resources/samples/generate.ts'
import { SCENARIOS } from '../../../resources/scenarios/catalogue.ts'
import { PAYMENTS_ONSET as ONSET } from '../../../resources/scenarios/worlds/payments.ts'
import { listSamples, samplePaths } from './samples.ts'

const RESOURCES = join(import.meta.dirname, '../../../resources')
const NAMES = Object.keys(SAMPLES) as SampleName[]

async function files(name: string): Promise<readonly string[]> {
  const { reference, current } = await samplePaths(RESOURCES, name)
  return [...reference, ...current]
}

function rows(name: SampleName, side: 'baseline' | 'current'): readonly Readonly<Record<string, string>>[] {
  const [header, ...lines] = generateSample(name, side).trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

function share(side: readonly Readonly<Record<string, string>>[], column: string, value: string): number {
  return side.filter((row) => row[column] === value).length / side.length
}

describe('samples', () => {
  it('offers exactly what the generator makes', async () => {
    expect((await listSamples(RESOURCES)).map((sample) => sample.name)).toEqual(NAMES)
  })

  it('offers scenarios of the library, in their words', async () => {
    const told = (await listSamples(RESOURCES)).map(({ name, title, story }) => ({ name, title, story }))
    const known = SCENARIOS.filter(({ name }) => told.some((sample) => sample.name === name))
    expect(known.map(({ name, title, story }) => ({ name, title, story }))).toEqual(told)
  })

  it('says how many rows both sides have together', async () => {
    for (const sample of await listSamples(RESOURCES)) {
      const lines = (await files(sample.name)).map(
        (path) => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n').length - 1,
      )
      expect(lines.reduce((sum, count) => sum + count, 0)).toBe(sample.rows)
    }
  })

  it.each(NAMES)('holds %s as the generator writes it today', async (name) => {
    const shipped = (await files(name)).map((path) => sha256(gunzipSync(readFileSync(path))))
    const generated = (['baseline', 'current'] as const).map((side) => sha256(generateSample(name, side)))
    expect(shipped).toEqual(generated)
  })

  it('takes less than 1.5 MB', async () => {
    const paths = (await Promise.all(NAMES.map(files))).flat()
    const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0)
    expect(bytes).toBeLessThan(1_500_000)
  })

  it('writes the sentinel only after the onset of the drifting sample', () => {
    const current = rows('payment-fraud', 'current')
    const sentinels = current.filter((row) => row.account_age_days === '-999')
    expect(sentinels.length).toBeGreaterThan(900)
    expect(Math.min(...sentinels.map((row) => Date.parse(row.timestamp ?? '')))).toBeGreaterThanOrEqual(ONSET)
    expect(share(rows('payment-fraud', 'baseline'), 'account_age_days', '-999')).toBe(0)
    expect(share(rows('payment-steady', 'current'), 'account_age_days', '-999')).toBe(0)
  })

  it('moves the merchants to gift cards in the drifting sample alone', () => {
    const moved = (name: SampleName) =>
      share(rows(name, 'current'), 'merchant_category', 'gift_cards') -
      share(rows(name, 'baseline'), 'merchant_category', 'gift_cards')
    expect(moved('payment-fraud')).toBeGreaterThan(0.1)
    expect(Math.abs(moved('payment-steady'))).toBeLessThan(0.01)
  })

  it('keeps times in order and ids apart', () => {
    const both = [...rows('payment-fraud', 'baseline'), ...rows('payment-fraud', 'current')]
    const times = both.map((row) => row.timestamp)
    expect(times).toEqual(times.toSorted())
    expect(new Set(both.map((row) => row.prediction_id)).size).toBe(both.length)
  })

  it('refuses a sample that does not exist', async () => {
    await expect(samplePaths(RESOURCES, '../secrets')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('says so where the samples did not ship', async () => {
    await expect(listSamples('/nowhere')).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  })
})

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
