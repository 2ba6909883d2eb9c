import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calibrationDocument } from '#shared/contract/documents/calibration.ts'
import { performanceDocument } from '#shared/contract/documents/performance.ts'
import { createRandom } from '#shared/stats/random.ts'
import { runCli } from '../testing/run-cli.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  const { log, labels } = files(1_200, 1)
  await writeFile(join(folder, 'log.csv'), log)
  await writeFile(join(folder, 'labels.csv'), labels)
  await writeFile(join(folder, 'reference.csv'), files(1_200, 2).whole)
  const roles = { id: 'prediction_id', score: 'score', outcome: 'label', at: 'timestamp' }
  await writeFile(join(folder, 'map.json'), JSON.stringify({ roles, task: 'binary', positive: 1 }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function files(rows: number, seed: number) {
  const random = createRandom(seed)
  const all = Array.from({ length: rows }, (_, i) => {
    const score = random.uniform()
    const at = new Date(Date.UTC(2026, 0, 1) + i * 360_000).toISOString()
    return { id: `r${i}`, at, score: score.toFixed(4), label: random.uniform() < score ? 1 : 0 }
  })
  return {
    log: `id,at,score\n${all.map(({ id, at, score }) => `${id},${at},${score}`).join('\n')}\n`,
    labels: `id,outcome\n${all.map(({ id, label }) => `${id},${label}`).join('\n')}\n`,
    whole: `id,at,score,outcome\n${all.map(({ id, at, score, label }) => `${id},${at},${score},${label}`).join('\n')}\n`,
  }
}

const SLOW = 60_000
const cli = (...args: string[]) => runCli(args, { folder })
const SOURCE = ['--log', 'log.csv', '--labels', 'labels.csv', '--map', 'map.json']

describe('performance', () => {
  it(
    'prints the stable document, one mapping for log, labels and reference',
    async () => {
      const { code, stdout, stderr } = await cli(
        'performance',
        ...SOURCE,
        ...['--reference', 'reference.csv', '--window', '1d', '--estimate', '--json'],
      )
      expect([code, stderr]).toEqual([0, ''])
      const document = performanceDocument.parse(JSON.parse(stdout))
      expect(document).toMatchObject({
        schema: 'driftdesk.performance/1',
        task: 'binary',
        rows: 1_200,
        labelled: 1_200,
      })
      expect(document.windows).toHaveLength(5)
      expect(document.windows[0].estimated.roc_auc.standard_error).toBeGreaterThan(0)
      expect(document.verdict).toBe('none')
    },
    SLOW,
  )

  it(
    'takes from a manifest what no option says, and tells so',
    async () => {
      await writeFile(
        join(folder, 'scores.yaml'),
        'model: scores\nthresholds: [0.4]\ncosts: {false_positive: 1, false_negative: 4, currency: EUR}\n',
      )
      const { code, stdout } = await cli(
        'performance',
        ...SOURCE,
        ...['--manifest', 'scores.yaml', '--threshold', '0.6', '--json', '--quiet'],
      )
      expect(code).toBe(0)
      const { assumptions, cost } = performanceDocument.parse(JSON.parse(stdout))
      expect(assumptions).toEqual({
        task: 'option',
        positive_class: 'option',
        costs: 'manifest',
        thresholds: 'option',
        protected: null,
      })
      expect(cost).toMatchObject({ false_negative: 4, currency: 'EUR', at: [{ threshold: 0.6 }] })
    },
    SLOW,
  )

  it(
    'reads for a person and ends by its verdict',
    async () => {
      const { code, stdout } = await cli('performance', ...SOURCE, '--fail-on', 'low', '--quiet')
      expect(code).toBe(0)
      expect(stdout).toContain('WINDOW')
      expect(stdout).toContain('1,200 rows, 1,200 with a label')
    },
    SLOW,
  )

  it.each([
    [['performance'], '--log is missing.'],
    [['performance', '--log', 'log.csv', '--window', '1y'], '--window: "1y" is no window.'],
    [['performance', '--log', 'log.csv', '--cost-false-positive', '2'], '--cost-false-negative is missing.'],
    [['calibration', '--log', 'log.csv', '--binnning', 'x'], 'Did you mean --binning?'],
    [['calibration', '--log', 'log.csv', '--norm', 'l3'], '--norm l3 is not one of l1, l2, max.'],
  ])(
    'refuses %j',
    async (args, message) => {
      const { code, stderr } = await cli(...args)
      expect(code).toBe(2)
      expect(stderr).toContain(message)
    },
    SLOW,
  )
})

describe('calibration', () => {
  it(
    'prints the stable document',
    async () => {
      const { code, stdout } = await cli(
        'calibration',
        ...SOURCE,
        ...['--bins', '8', '--binning', 'equal_width', '--norm', 'l2', '--json', '--quiet'],
      )
      expect(code).toBe(0)
      const document = calibrationDocument.parse(JSON.parse(stdout))
      expect(document.ece).toMatchObject({ bins: 8, binning: 'equal_width', norm: 'l2' })
      expect(document).toMatchObject({ rows: 1_200, verdict: 'none' })
    },
    SLOW,
  )
})
