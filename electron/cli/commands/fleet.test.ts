import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fleetDocument } from '#shared/contract/documents/fleet.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { runCli } from '../testing/run-cli.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
let folder = ''

/** Three models on the same entities: drift after 30, 31 and 38 days; in one row of seven all are wrong together. */
function logOf(name: string, onset: number, rows: number): string {
  const random = createRandom(onset)
  const together = createRandom(77)
  const lines = ['entity_id,ts,model,score,prediction,label,human_decision']
  for (let i = 0; i < rows; i++) {
    const time = START + (i / rows) * 90 * DAY
    const level = time > START + onset * DAY ? 1 : 0
    const score = 1 / (1 + Math.exp(-randomNormal(random) - level))
    const decided = score > 0.5 ? 1 : 0
    const label = together.uniform() < 1 / 7 ? 1 - decided : random.uniform() < score ? 1 : 0
    lines.push(
      [
        `e${i}`,
        new Date(time).toISOString(),
        name,
        score.toFixed(6),
        decided,
        label,
        i === 7 ? 1 - decided : '',
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await Promise.all(['tmp', 'manifests', 'unknown', 'circle'].map((name) => mkdir(join(folder, name))))
  const logs = [logOf('fraud', 30, 6_000), logOf('credit', 31, 6_000), logOf('offer', 38, 6_000)]
  const [head] = logs[0].split('\n')
  await writeFile(
    join(folder, 'all.csv'),
    logs.map((log, i) => (i === 0 ? log : log.slice(head.length + 1))).join(''),
  )
  const write = (place: string, text: string) => writeFile(join(folder, place), text)
  await write('manifests/fraud.yaml', 'model: fraud\nvendor: acme\n')
  await write('manifests/credit.yaml', 'model: credit\nvendor: acme\nupstream: [fraud]\n')
  await write('manifests/offer.json', '{"model": "offer", "upstream": [{"model": "credit"}]}')
  await write('unknown/fraud.yaml', 'model: fraud\nupstream:\n  - ofer\n')
  await write('circle/a.yaml', 'model: fraud\nupstream: [credit]\n')
  await write('circle/b.yaml', 'model: credit\nupstream: [fraud]\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SLOW = 120_000
const fleet = (...args: string[]) =>
  runCli(['fleet', '--log', 'all.csv', ...args], { folder, env: { TMPDIR: join(folder, 'tmp') } })

describe('fleet', () => {
  it(
    'tells models in one file apart, and finds the cascade and the common failures',
    async () => {
      const { code, stdout } = await fleet('--manifest', 'manifests', '--json')
      const document = fleetDocument.parse(JSON.parse(stdout))
      expect(code).toBe(0)
      expect(document.models).toEqual(['credit', 'fraud', 'offer'])
      expect(document.modes.map(({ mode }) => mode)).toEqual([
        'feedback_monster',
        'cascade',
        'synchronous_drift',
        'proxy_gaming',
        'correlated_collapse',
      ])
      const cascade = document.modes[1]
      expect(cascade).toMatchObject({ fired: true, models: ['fraud', 'credit', 'offer'] })
      expect(cascade.detail.root).toBe('fraud')
      const lags = cascade.detail.edges.map(({ from, to, lag_hours }) => [
        from,
        to,
        Math.round(lag_hours / 24),
      ])
      expect(lags).toEqual([
        ['fraud', 'credit', 1],
        ['credit', 'offer', 7],
      ])
      expect(document.modes[4].fired).toBe(true)
      expect(document.effective_models).toBeLessThan(2.8)
      expect(document.errors.unit).toBe('row')
      expect(document.shared).toEqual([{ kind: 'vendor', name: 'acme', models: ['credit', 'fraud'] }])
      expect(document.disagreements.map(({ model }) => model).sort()).toEqual(['credit', 'fraud', 'offer'])
    },
    SLOW,
  )

  it(
    'refuses a manifest that names an unknown model, with its line, and models in a circle',
    async () => {
      const unknown = await fleet('--manifest', 'unknown', '--json')
      expect([unknown.code, unknown.stderr]).toEqual([
        2,
        expect.stringContaining(
          'fraud.yaml, line 3, column 5: upstream.0: there is neither a manifest nor a log of the model "ofer"; did you mean "offer"?',
        ),
      ])
      const circle = await fleet('--manifest', 'circle', '--json')
      expect([circle.code, circle.stderr]).toEqual([
        2,
        expect.stringContaining('in a circle: fraud ← credit ← fraud.'),
      ])
    },
    SLOW,
  )
})
