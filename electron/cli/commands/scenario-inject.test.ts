import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LatencyDocument, latencyDocument } from '#shared/contract/documents/latency.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { runCli } from '../testing/run-cli.ts'

const SLOW = 120_000
const START = Date.UTC(2026, 2, 1)
const HOUR = 3_600_000
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'tmp'))
  const random = createRandom(1)
  const log = ['prediction_id,timestamp,amount,city,score']
  const labels = ['prediction_id,label,label_timestamp']
  for (let row = 0; row < 6_000; row++) {
    const score = random.uniform()
    const at = START + row * (HOUR / 20)
    const city = ['Delhi', 'Kochi', 'Pune'][Math.floor(random.uniform() * 3)]
    log.push(
      `p${row},${new Date(at).toISOString()},${(100 + 20 * randomNormal(random)).toFixed(4)},${city},${score.toFixed(6)}`,
    )
    const label = Number(random.uniform() < score)
    labels.push(`p${row},${label},${new Date(at + 48 * HOUR).toISOString()}`)
  }
  await writeFile(join(folder, 'march.csv'), `${log.slice(0, 2_001).join('\n')}\n`)
  await writeFile(join(folder, 'april.csv'), `${[log[0], ...log.slice(2_001)].join('\n')}\n`)
  await writeFile(join(folder, 'log.csv'), `${log.join('\n')}\n`)
  await writeFile(join(folder, 'labels.csv'), `${labels.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const inject = (...args: string[]) =>
  runCli(['scenario', 'inject', ...args], { folder, env: { TMPDIR: join(folder, 'tmp') } })
const pointOf = ({ curves }: LatencyDocument, detector: string, size: number) =>
  curves.find((curve) => curve.detector === detector)?.points.find((point) => point.size === size)

describe('scenario inject', () => {
  it(
    'says how long each detector takes, and writes the curves',
    async () => {
      const { code, stdout } = await inject(
        '--log',
        'april.csv',
        '--reference',
        'march.csv',
        '--column',
        'amount',
        '--kind',
        'mean',
        '--size',
        '0.05,1.5',
        '--window',
        '500r',
        '--trials',
        '20',
        '--out',
        'curves.csv',
        '--json',
      )
      expect(code).toBe(0)
      const document = latencyDocument.parse(JSON.parse(stdout))
      expect(document).toMatchObject({ rows: 4_000, reference_rows: 2_000, windows: 8, trials: 20 })
      const ks = pointOf(document, 'ks', 1.5)
      expect(ks).toMatchObject({ detected: 20, probability: 1 })
      // A row comes every three minutes; a whole window has gone by after 25 hours.
      expect(ks?.delay_seconds?.median).toBe(((ks?.delay_rows.median ?? 0) - 1) * 180)
      expect(ks?.delay_seconds?.p90).toBeLessThan(2 * 25 * 3_600)
      expect(pointOf(document, 'psi', 0.05)?.detected).toBe(0)
      const csv = await readFile(join(folder, 'curves.csv'), 'utf8')
      expect(csv.split('\r\n')).toHaveLength(1 + document.curves.length * 2 + 1)
    },
    SLOW,
  )

  it(
    'counts the delay of labels where outcomes are flipped',
    async () => {
      const flipped = await inject(
        ...[
          '--log',
          'log.csv',
          '--labels',
          'labels.csv',
          '--kind',
          'flip',
          '--size',
          '0.5',
          '--trials',
          '10',
        ],
        ...['--window', '200r', '--json'],
      )
      const document = latencyDocument.parse(JSON.parse(flipped.stdout))
      expect(document.column).toBeNull()
      const drop = pointOf(document, 'accuracy_drop', 0.5)
      expect(drop?.probability).toBe(1)
      expect(drop?.delay_seconds?.median).toBeGreaterThan(48 * 3_600)
      expect(document.remarks.join(' ')).toContain('Outcomes count from when they were known')
    },
    SLOW,
  )

  it(
    'counts labels without a time from their rows, whenever their file was imported',
    async () => {
      const text = await readFile(join(folder, 'labels.csv'), 'utf8')
      await writeFile(join(folder, 'undated.csv'), text.replaceAll(/^(p\d*3,\d,).*$/gm, '$1'))
      const flip = ['--kind', 'flip', '--size', '0.5', '--trials', '5', '--window', '1d', '--json']
      const { stdout } = await inject('--log', 'log.csv', '--labels', 'undated.csv', ...flip)
      // The rows are of nine calendar days, and labels with a time take two more.
      expect(latencyDocument.parse(JSON.parse(stdout)).windows).toBe(11)
    },
    SLOW,
  )

  it(
    'tells what is wrong with what it is asked',
    async () => {
      const about = async (...args: string[]) => {
        const { code, stderr } = await inject('--log', 'log.csv', ...args)
        return [code, stderr]
      }
      expect(await about('--kind', 'mean')).toEqual([2, expect.stringContaining('No column is named')])
      expect(await about('--column', 'amuont')).toEqual([2, expect.stringContaining('Did you mean "amount"')])
      expect(await about('--column', 'city')).toEqual([2, expect.stringContaining('holds categories')])
      expect(await about('--column', 'amount', '--kind', 'mix', '--size', '2')).toEqual([
        2,
        expect.stringContaining('no share of the rows'),
      ])
      expect(await about('--column', 'amount', '--slice', 'city=Pnue')).toEqual([
        2,
        expect.stringContaining('Did you mean "Pune"'),
      ])
      expect(await about('--column', 'amount', '--ramp', 'soon')).toEqual([
        2,
        expect.stringContaining('no ramp'),
      ])
    },
    SLOW,
  )
})
