import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobProgress } from '#shared/contract/events.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { openWorkbench, signals, type Workbench } from './testing/workbench.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

const leftovers = () => readdirSync(workspacePaths(bench.folder).staging)

function bigFile(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row},${row * 1.25},name ${row % 50},2021-06-01T10:00:00`,
  )
  return bench.file(`big-${rows}.csv`, `a,b,c,timestamp\n${lines.join('\n')}\n`)
}

test('progress comes again and again with rate and time left', async () => {
  const path = bigFile(800_000)
  const seen: { at: number; progress: JobProgress }[] = []
  await bench.ingest.importFiles(
    { files: [{ path, name: 'big.csv' }], model: 'progress' },
    signals((progress) => seen.push({ at: performance.now(), progress })),
  )
  const reading = seen.filter(({ progress }) => progress.stage === 'reading')
  expect(reading.at(-1)?.progress).toMatchObject({
    done: 800_000,
    total: 800_000,
    unit: 'rows',
    seconds_left: 0,
  })
  // Ten a second are wanted. A busy machine may skip some; one a second, which is too few, does not pass.
  const [first, last] = [reading[0].at, reading.at(-1)?.at ?? 0]
  expect(reading.length).toBeGreaterThan(2 + (2 * (last - first)) / 1000)
  const middle = reading[Math.floor(reading.length / 2)].progress
  expect(middle.rows_per_second).toBeGreaterThan(0)
  expect(
    reading.every(({ progress }, index) => index === 0 || progress.done >= reading[index - 1].progress.done),
  ).toBe(true)
})

test('every phase of an import is told of, each in words of its own', async () => {
  const good = Array.from({ length: 3_000 }, (_, row) => `p${row % 2_900},2021-06-01T10:00:00`)
  good[2_000] = 'p2000,2021-06-99'
  const text = `prediction_id,timestamp\n${good.join('\n')}\nshort\n`
  const path = bench.file('phases.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'))
  const stagesOf = async () => {
    const stages: string[] = []
    await bench.ingest.importFiles(
      { files: [{ path, name: 'phases.csv' }], model: 'phases' },
      signals(({ stage }) => stages.push(stage)),
    )
    return [...new Set(stages)]
  }
  expect((await stagesOf()).filter((stage) => stage !== 'hashing')).toEqual([
    'inspecting',
    'reading',
    'unpacking',
    'locating',
    'deduplicating',
    'storing',
  ])
  // The same once more is known by its hash, and not read.
  expect((await stagesOf()).filter((stage) => stage !== 'hashing')).toEqual(['inspecting'])
})

test('a cancelled import is answered soon, wherever it is, and leaves nothing', async () => {
  const path = bigFile(800_000)
  const small = bench.file('after.csv', 'a\n1\n')
  const waited: number[] = []
  for (const share of [0, 0.3, 0.6]) {
    let cancelledAt = 0
    const cancel = signals(({ stage, done }) => {
      if (stage !== 'reading' || done <= share * 800_000 || cancelledAt > 0) return
      cancelledAt = performance.now()
      Atomics.store(cancel.cancelFlag, 0, 1)
    })
    const files = [{ path, name: 'big.csv' }]
    const refused = bench.ingest.importFiles({ files, model: 'cancelled' }, cancel)
    await expect(refused).rejects.toMatchObject({ code: 'CANCELLED' })
    waited.push(performance.now() - cancelledAt)
    // The next import comes when that one is cleaned up.
    await bench.load(small)
    expect(await bench.store.listDatasets('cancelled')).toEqual([])
    expect(leftovers()).toEqual([])
  }
  const started = performance.now()
  expect((await bench.load(path)).rows).toBe(800_000)
  // The answer waits for no disk: it takes a look at the flag, every 20 ms, and a busy machine's time to give it. That
  // slows a whole import down too, so they are held against each other.
  expect(Math.max(...waited)).toBeLessThan((performance.now() - started) / 5)
})

test('closing right after a cancel waits for what is cleaned up', async () => {
  const own = await openWorkbench()
  const path = own.file('big.csv', `a,b\n${'1,text\n'.repeat(500_000)}`)
  const cancel = signals(({ stage, done }) => {
    if (stage === 'reading' && done > 0) Atomics.store(cancel.cancelFlag, 0, 1)
  })
  const refused = own.ingest.importFiles({ files: [{ path, name: 'big.csv' }], model: 'closed' }, cancel)
  await expect(refused).rejects.toMatchObject({ code: 'CANCELLED' })
  await own.ingest.close()
  expect(readdirSync(workspacePaths(own.folder).staging)).toEqual([])
  await own.close()
})
