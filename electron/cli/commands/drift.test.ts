import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePaths } from '#backend/samples/samples.ts'
import { driftDocument } from '#shared/contract/documents/drift.ts'
import { importDocument } from '#shared/contract/documents/import.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { RESOURCES_FOLDER } from '../../loopback/app-folders.ts'
import { findBrowser } from '../../loopback/browser.ts'
import { runCli } from '../testing/run-cli.ts'

const execute = promisify(execFile)

let folder = ''
let temporary = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
  temporary = join(folder, 'tmp')
  await mkdir(temporary)
  await writeFile(join(folder, 'before.csv'), numbers(600, 1, 0))
  await writeFile(join(folder, 'same.csv'), numbers(600, 2, 0))
  await writeFile(join(folder, 'after.csv'), numbers(600, 3, 1))
  await writeFile(join(folder, 'few.csv'), numbers(20, 4, 0))
  await writeFile(join(folder, 'empty.csv'), '')
  await writeFile(join(folder, 'header.csv'), 'amount,kind\n')
  await writeFile(
    join(folder, 'other.csv'),
    `${['colour', ...new Array<string>(400).fill('red')].join('\n')}\n`,
  )
  await writeFile(join(folder, 'picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function numbers(rows: number, seed: number, shift: number): string {
  const random = createRandom(seed)
  const lines = Array.from({ length: rows }, () => {
    const kind = random.uniform() < 0.5 ? 'a' : 'b'
    return `${(randomNormal(random) + shift).toFixed(4)},${kind}`
  })
  return `amount,kind\n${lines.join('\n')}\n`
}

/** For tests that run the program several times on a busy machine. */
const SLOW = 120_000

const drift = (...args: string[]) => runCli(['drift', ...args], { folder, env: { TMPDIR: temporary } })
const pair = (reference: string, current: string, ...args: string[]) =>
  drift('--reference', reference, '--current', current, ...args)

describe('drift', () => {
  it('prints the stable document and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await pair('before.csv', 'after.csv', '--json')
    expect([code, stderr]).toEqual([0, ''])
    const document = driftDocument.parse(JSON.parse(stdout))
    expect(document.columns.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['amount', 'high'],
      ['kind', 'none'],
    ])
    expect(document.reference.rows).toBe(600)
    expect(await readdir(temporary)).toEqual([])
  })

  it.each([
    ['after.csv', 'high', 1],
    ['same.csv', 'low', 0],
  ])('against %s with --fail-on %s ends with %d', async (current, floor, expected) => {
    expect((await pair('before.csv', current, '--fail-on', floor)).code).toBe(expected)
  })

  it('says that few rows are too few, and neither fails nor passes them as fine', async () => {
    const { code, stdout } = await pair('before.csv', 'few.csv', '--fail-on', 'low')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^◌ Too few rows\. Too few rows to say: 600 baseline and 20 current rows\./)
  })

  it('reads standard input once', async () => {
    const args = ['drift', '--reference', 'before.csv', '--current', '-', '--json']
    const { code, stdout } = await runCli(args, { folder, input: numbers(600, 3, 1) })
    expect([code, JSON.parse(stdout).summary.verdict]).toEqual([0, 'high'])
  })

  it('cuts one log in two at a share and at a time', { timeout: SLOW }, async () => {
    const { current } = await samplePaths(RESOURCES_FOLDER, 'payment-fraud')
    const halves = await drift(...current, '--split', '0.25', '--json')
    expect(JSON.parse(halves.stdout).reference.rows).toBe(4_600)
    const cut = await drift('--split', '2026-03-10T14:00:00Z', '--json', '--log', ...current)
    const document = driftDocument.parse(JSON.parse(cut.stdout))
    expect(document.summary.verdict).toBe('high')
    const lines = gunzipSync(await readFile(current[0] ?? ''))
      .toString()
      .split('\n')
      .slice(1)
    const before = lines.filter((line) => line !== '' && line < '2026-03-10T14:00:00Z').length
    expect(document.reference.rows).toBe(before)
  })

  it('takes a pattern that the shell left alone', async () => {
    const { code, stdout } = await pair('{before,same}.csv', 'after.csv', '--json')
    expect([code, JSON.parse(stdout).reference.rows]).toEqual([0, 1_200])
  })

  it('writes reports of every format in one run', async () => {
    const reports = ['out.html', 'out.json', 'out.csv'].flatMap((name) => ['--report', name])
    const { code, stderr } = await pair('before.csv', 'after.csv', ...reports)
    expect([code, stderr]).toEqual([0, ''])
    expect(await readFile(join(folder, 'out.html'), 'utf8')).toContain('<h1>1 of 2 columns drifted')
    driftDocument.parse(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')))
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toMatch(/^column,kind,role,verdict/)
  })

  it.skipIf(!findBrowser().found)('prints a report as PDF', async () => {
    const { code, stderr } = await pair('before.csv', 'after.csv', '--report', 'out.pdf')
    expect([code, stderr]).toEqual([0, ''])
    expect((await readFile(join(folder, 'out.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('finds what the bundled story hides, and nothing in the steady one', { timeout: SLOW }, async () => {
    const verdicts = async (name: string) => {
      const { reference, current } = await samplePaths(RESOURCES_FOLDER, name)
      const { stdout } = await drift('--reference', ...reference, '--current', ...current, '--json')
      const { columns } = driftDocument.parse(JSON.parse(stdout))
      return Object.fromEntries(
        columns.flatMap(({ name, verdict }) => (verdict === 'none' ? [] : [[name, verdict]])),
      )
    }
    expect(await verdicts('payment-fraud')).toEqual({
      merchant_category: 'high',
      amount_eur: 'high',
      account_age_days: 'moderate',
      distance_km: 'low',
    })
    expect(await verdicts('payment-steady')).toEqual({})
  })

  it.each([
    [['before.csv', 'gone.csv'], 'There is no file gone.csv.'],
    [['before.csv', 'empty.csv'], 'empty.csv'],
    [['before.csv', 'header.csv'], 'header.csv'],
    [['before.csv', 'picture.png'], 'picture.png'],
    [['before.csv', 'other.csv'], ''],
  ])('refuses %j in one line, without a stack', async ([reference, current], message) => {
    const { code, stdout, stderr } = await pair(reference ?? '', current ?? '', '--json')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).not.toMatch(/\bat .*\.ts:\d+/)
    expect(await readdir(temporary)).toEqual([])
  })

  it.each([
    [['--report', 'out.docx'], '--report out.docx has no known format.'],
    [['--report', 'nowhere/out.html'], 'There is no folder'],
    [['--policy', 'strict'], 'There is no verdict policy "strict".'],
    [['--map', 'before.csv'], 'before.csv is not JSON'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await pair('before.csv', 'after.csv', ...args)
    expect([code, stderr.includes(message)]).toEqual([2, true])
  })

  it('stops at a signal with 130, and leaves nothing behind', { timeout: SLOW }, async () => {
    const header = numbers(1, 9, 0).split('\n')[0]
    const rows = numbers(20_000, 9, 0).split('\n').slice(1).join('\n')
    await writeFile(join(folder, 'long.csv'), `${header}\n${rows.repeat(100)}`)
    const args = ['drift', '--reference', 'long.csv', '--current', 'long.csv', '--json']
    const launched = performance.now()
    let signalled = launched
    const { code, stdout, stderr } = await runCli(args, {
      folder,
      env: { TMPDIR: temporary },
      onStart: async (kill) => {
        // Its temporary workspace is there once it has begun.
        while ((await readdir(temporary)).length === 0) await setTimeout(20)
        await setTimeout(100)
        signalled = performance.now()
        kill('SIGINT')
      },
    })
    const stopping = performance.now() - signalled
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toBe('driftdesk: Interrupted. Nothing was left behind.\n')
    // A busy machine starts the program as slowly as it stops it.
    expect(stopping).toBeLessThan(5_000 + 3 * (signalled - launched))
    expect(await readdir(temporary)).toEqual([])
  })

  it('ends in good order when its reader goes away', async () => {
    const main = join(import.meta.dirname, '..', 'main.ts')
    const command = `"${process.execPath}" "${main}" drift --reference before.csv --current after.csv --json | true; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await execute('bash', ['-c', command], { cwd: folder })
    expect([stdout, stderr]).toEqual(['0\n', ''])
  })
})

describe('import', () => {
  it('stores rows once, and says so the second time', { timeout: SLOW }, async () => {
    const args = ['import', 'before.csv', '--workspace', 'kept', '--model', 'fraud', '--json']
    const first = importDocument.parse(JSON.parse((await runCli(args, { folder })).stdout))
    expect(first).toMatchObject({ model: 'fraud', rows_read: 600, rows_stored: 600, rows_rejected: 0 })
    expect(existsSync(join(folder, 'kept'))).toBe(true)
    const again = importDocument.parse(JSON.parse((await runCli(args, { folder })).stdout))
    expect(again.rows_read).toBe(again.rows_stored + again.rows_rejected + again.rows_duplicate)
    expect(again.notes.join(' ')).not.toBe('')
  })

  it('needs a workspace', async () => {
    const { code, stderr } = await runCli(['import', 'before.csv'], { folder })
    expect([code, stderr.startsWith('driftdesk: --workspace is missing.')]).toEqual([2, true])
  })
})
