import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedbackDocument } from '#shared/contract/documents/feedback.ts'
import { honestLog, loopLog } from '#shared/stats/loop/testing/generate-log.ts'
import { runCli } from '../testing/run-cli.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  await mkdir(join(folder, 'tmp'))
  const loop = loopLog({ seed: 1, rows: 40_000, arm: 0.1 })
  const columns = ['prediction_id,ts,score,served_by']
  const labels = ['prediction_id,label']
  for (let i = 0; i < loop.rows; i++) {
    columns.push(
      [
        `p${i}`,
        new Date(loop.times?.[i] ?? 0).toISOString(),
        loop.score?.[i].toFixed(5),
        loop.servedBy?.codes[i] === 0 ? 'ai' : 'random',
      ].join(','),
    )
    labels.push(`p${i},${loop.label?.[i].toFixed(5)}`)
  }
  await writeFile(join(folder, 'loop.csv'), `${columns.join('\n')}\n`)
  await writeFile(join(folder, 'outcomes.csv'), `${labels.join('\n')}\n`)
  const honest = honestLog({ seed: 2, rows: 3_000 })
  const rows = Array.from({ length: honest.rows }, (_, i) => `${honest.score?.[i]},${honest.label?.[i]}`)
  await writeFile(join(folder, 'bare.csv'), `score,label\n${rows.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const SLOW = 120_000
const feedback = (...args: string[]) =>
  runCli(['feedback', ...args], { folder, env: { TMPDIR: join(folder, 'tmp') } })

describe('feedback', () => {
  it(
    'finds a loop in a log whose labels came in another file, and can fail on it',
    async () => {
      const { code, stdout } = await feedback(
        '--log',
        'loop.csv',
        '--labels',
        'outcomes.csv',
        '--json',
        '--fail-on',
        'likely',
      )
      const document = feedbackDocument.parse(JSON.parse(stdout))
      expect([code, document.verdict, document.labelled]).toEqual([1, 'likely', 40_000])
      expect(document.loop_gain.ci?.[0]).toBeLessThan(0.6)
      expect(document.loop_gain.ci?.[1]).toBeGreaterThan(0.6)
      expect(document.tests.map(({ name, supports }) => [name, supports])).toEqual([
        ['correlation', false],
        ['tightening', true],
        ['lead_lag', false],
        ['arm_contrast', true],
        ['self_training', false],
        ['narrowing', false],
        ['contraction', false],
      ])
      const [override] = document.mitigation
      expect(override).toMatchObject({ action: 'random_override', to: 0.15 })
      expect(override.gain).toBeLessThan((document.loop_gain.value ?? 0) * 0.86)
    },
    SLOW,
  )

  it(
    'names the roles that are missing, and what would settle the question',
    async () => {
      const { code, stdout } = await feedback('--log', 'bare.csv', '--json')
      const document = feedbackDocument.parse(JSON.parse(stdout))
      expect(code).toBe(0)
      expect(document.verdict).toBe('insufficient')
      expect(document.missing_roles.map(({ role }) => role)).toEqual([
        'timestamp',
        'served_by',
        'model_influenced',
        'version',
        'segment',
        'confidence',
      ])
      expect(document.tests.find(({ name }) => name === 'arm_contrast')).toMatchObject({
        applicable: false,
        reason: 'no rows were decided by anybody but the model (role served_by)',
      })
      expect(document.settle[0]).toContain('Add a random arm')
      expect(document.loop_gain).toMatchObject({ value: null, ci: null })
    },
    SLOW,
  )

  it('refuses to run without a log', async () => {
    const { code, stderr } = await feedback('--json')
    expect(code).toBe(2)
    expect(stderr).toContain('--log is missing')
  })
})
