import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { createComputePool } from './pool.ts'
import type { MeasureColumnTask, RowSource } from './procedures.ts'
import { storeRows } from './testing/stored-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'driftdesk-pool-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function openPool(workers?: number) {
  const pool = createComputePool(workers)
  onTestFinished(() => pool.close())
  return pool
}

function normals(rows: number, seed: number, shift = 0): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: rows }, () => randomNormal(random) + shift)
}

function task(
  reference: RowSource,
  current: RowSource,
  change: Partial<MeasureColumnTask> = {},
): MeasureColumnTask {
  return {
    column: 'x',
    storage: 'number',
    role: 'feature',
    missingOnly: false,
    reference,
    current,
    seed: 0,
    cancelFlag: new Int32Array(new SharedArrayBuffer(4)),
    ...change,
  }
}

describe('cancelling', () => {
  const ROWS = 2_000_000
  const values = normals(ROWS, 1)
  const source = storeRows(join(folder, 'large'), { x: { kind: 'number', values } }, 250_000)
  /** Generous against a busy machine; what is aimed at is 100 ms. */
  const BOUND_MS = 300

  test.each([0, 40, 90, 140, 200, 300])(
    'a job on columns of 2 M rows ends soon after the flag, raised after %i ms',
    async (wait) => {
      const pool = openPool()
      const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
      const tasks = Array.from({ length: 12 }, () => task(source, source, { cancelFlag }))
      const running = pool.map('measureColumn', tasks, { cancelFlag })
      const ended = expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
      await new Promise((resolve) => setTimeout(resolve, wait))
      const raised = performance.now()
      Atomics.store(cancelFlag, 0, 1)
      await ended
      expect(performance.now() - raised).toBeLessThan(BOUND_MS)
    },
  )

  test('a job that waits for a worker does not wait for the job that has it', async () => {
    const pool = openPool(1)
    const [first, second] = [0, 1].map(() => new Int32Array(new SharedArrayBuffer(4)))
    const busy = pool.map('measureColumn', [task(source, source, { cancelFlag: first })], {
      cancelFlag: first,
    })
    const waiting = pool.map('measureColumn', [task(source, source, { cancelFlag: second })], {
      cancelFlag: second,
    })
    const raised = performance.now()
    Atomics.store(second, 0, 1)
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(performance.now() - raised).toBeLessThan(BOUND_MS)
    expect((await busy)[0].rows).toEqual([ROWS, ROWS])
  })

  test('the pool goes on after a worker was replaced', async () => {
    const pool = openPool(1)
    const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
    const cancelled = pool.map('measureColumn', [task(source, source, { cancelFlag })], { cancelFlag })
    cancelled.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 150))
    Atomics.store(cancelFlag, 0, 1)
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    const again = task(source, source)
    const [measured] = await pool.map('measureColumn', [again], { cancelFlag: again.cancelFlag })
    expect(measured.measures?.ks?.statistic).toBe(0)
  })
})

describe('progress', () => {
  test('tells the cells that were read, side by side', async () => {
    const pool = openPool()
    const reference = storeRows(join(folder, 'before'), { x: { kind: 'number', values: normals(3_000, 2) } })
    const current = storeRows(join(folder, 'after'), { x: { kind: 'number', values: normals(1_500, 3) } })
    const one = task(reference, current)
    const seen: number[] = []
    await pool.map('measureColumn', [one], {
      cancelFlag: one.cancelFlag,
      onProgress: (_, cells) => seen.push(cells),
    })
    expect(seen).toEqual([3_000, 4_500])
  })
})

describe('the seed', () => {
  test('decides the interval of the PSI, and nothing else', async () => {
    const pool = openPool()
    const reference = storeRows(join(folder, 'seeded-a'), {
      x: { kind: 'number', values: normals(4_000, 4) },
    })
    const current = storeRows(join(folder, 'seeded-b'), {
      x: { kind: 'number', values: normals(4_000, 5, 0.3) },
    })
    const tasks = [1, 1, 2].map((seed) => task(reference, current, { seed }))
    const [a, again, other] = await pool.map('measureColumn', tasks, { cancelFlag: tasks[0].cancelFlag })
    expect(a).toEqual(again)
    expect(a.measures?.psi?.ci).not.toEqual(other.measures?.psi?.ci)
    expect(a.measures?.psi?.value).toBe(other.measures?.psi?.value)
    const [low, high] = a.measures?.psi?.ci ?? [Number.NaN, Number.NaN]
    expect(low).toBeLessThan(a.measures?.psi?.value ?? 0)
    expect(high).toBeGreaterThan(a.measures?.psi?.value ?? 1)
  })
})
