import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { discrepancies, planKernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import { mmd } from '#shared/stats/multivariate/mmd.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { resampleCounts } from '#shared/stats/resampling/resample-counts.ts'
import { allPairs, laggedProducts, pairwiseCorrelations } from '#shared/stats/series/many-correlations.ts'
import { toUnitSeries } from '#shared/stats/series/unit-series.ts'
import { createGpu, type Gpu } from '../../gpu/client.ts'
import type { GpuWorkerData } from '../../gpu/protocol.ts'
import { pointAtSoftwareAdapter } from '../../gpu/testing/software-adapter.ts'
import { type ComputePool, createComputePool } from '../pool.ts'
import { calibrationFile } from './calibration-file.ts'
import { lineThrough, thresholdUnits } from './cost.ts'
import { createDenseCompute, type DenseCompute } from './dense.ts'
import { denseHandlers } from './handlers.ts'
import { CORRELATION_TOLERANCE, checkGpu, KERNEL_TOLERANCE, smallPlan } from './self-check.ts'
import {
  type DenseWork,
  errorSumsWork,
  kernelSumsWork,
  laggedWork,
  pairwiseWork,
  resampleWork,
} from './work.ts'

pointAtSoftwareAdapter()

const kernels = resolve('resources/kernels')
const noCancel = () => new Int32Array(new SharedArrayBuffer(4))
const normal = (rows: number, columns: number, shift: number, stream: number) => {
  const random = createRandom(5, stream)
  return {
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, () => randomNormal(random) + shift),
  }
}
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  return Array.from({ length: a.length }, (_, i) => Math.abs(a[i] - b[i])).reduce((x, y) => Math.max(x, y), 0)
}

let pool: ComputePool
beforeAll(() => {
  pool = createComputePool(2)
})
afterAll(() => pool.close())

const open: Gpu[] = []
const folders: string[] = []
afterEach(async () => {
  for (const gpu of open.splice(0)) await gpu.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function create(change: Partial<GpuWorkerData> = {}): {
  gpu: Gpu
  dense: DenseCompute
  file: string
} {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-dense-'))
  folders.push(folder)
  const gpu = createGpu({ kernels, memoryBytes: 2 ** 28, ...change })
  open.push(gpu)
  const file = join(folder, 'compute.json')
  return { gpu, file, dense: createDenseCompute({ pool, gpu, calibrations: calibrationFile(file) }) }
}

/** A folder with all kernels, one line of which is another. */
async function changedKernels(line: string, other: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-kernels-'))
  folders.push(folder)
  for (const file of await readdir(kernels)) {
    const source = await readFile(join(kernels, file), 'utf8')
    await writeFile(join(folder, file), source.replace(line, other))
  }
  return folder
}

const correlated = toUnitSeries({ series: 7, length: 150, values: normal(7, 150, 0, 9).values })
const counts = {
  mode: 'permutation' as const,
  columns: [
    { reference: [30, 0, 50], current: [10, 25, 15] },
    { reference: [3, 5], current: [0, 9] },
  ],
  replicates: 33,
  seed: 4_000_000_000,
}

describe('on all cores', () => {
  const onCpu = { choice: 'cpu', cancelFlag: noCancel() } as const

  test('kernel sums in parts are those of one thread', async () => {
    const { dense } = create()
    const reference = normal(200, 4, 0, 1)
    const current = normal(170, 4, 0.2, 2)
    const plan = planKernelSums(reference, current, { kind: 'rbf', sigma: 2 }, 20, 3)
    const { value, backend } = await dense.compute(kernelSumsWork(plan), onCpu)
    const expected = mmd(reference, current, { sigma: 2, permutations: 20, seed: 3 }).value
    expect(backend).toBe('cpu')
    expect(discrepancies(plan, value, true)[0]).toBeCloseTo(expected?.value ?? Number.NaN, 12)
  })

  test('so are correlations and resampled counts', async () => {
    const { dense } = create()
    const pairwise = await dense.compute(pairwiseWork(correlated), onCpu)
    expect(furthest(pairwise.value, pairwiseCorrelations(correlated))).toBeLessThan(1e-15)
    const lagged = await dense.compute(laggedWork(correlated, 4), onCpu)
    expect([...lagged.value]).toEqual([...laggedProducts(correlated, allPairs(correlated.series), 4)])
    const drawn = await dense.compute(resampleWork(counts), onCpu)
    expect([...drawn.value.counts]).toEqual([...resampleCounts(counts).counts])
  })

  test('a cancelled job ends as one', async () => {
    const { dense } = create()
    const cancelFlag = noCancel()
    Atomics.store(cancelFlag, 0, 1)
    await expect(
      dense.compute(kernelSumsWork(smallPlan({ kind: 'distance' })), { choice: 'cpu', cancelFlag }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('a thread gives up drawing four milliards of rows', () => {
    const cancelFlag = noCancel()
    Atomics.store(cancelFlag, 0, 1)
    const columns = [{ reference: [2 ** 31, 2 ** 31 - 2], current: [1, 0] }]
    const task = { mode: 'bootstrap', columns, replicates: 1, seed: 1 } as const
    const drawing = () => denseHandlers.resampleCounts({ task, from: 0, to: 1, cancelFlag }, () => {})
    expect(drawing).toThrow(expect.objectContaining({ code: 'CANCELLED' }))
  })
})

const probe = createGpu({ kernels, memoryBytes: 2 ** 28 })
const found = await probe.open(true)
await probe.close()

// Without Vulkan's loader or any adapter there is nothing to run kernels on; the reason is printed with the skip.
const without = found.ok ? '' : ` (skipped: ${found.fault.detail})`

describe.skipIf(!found.ok)(`on a WebGPU adapter${without}`, () => {
  const forced = () => ({ choice: 'webgpu', cancelFlag: noCancel() }) as const
  // Kernels are compiled once for all tests that only compute.
  let dense: DenseCompute
  beforeAll(() => {
    const gpu = createGpu({ kernels, memoryBytes: 2 ** 28 })
    dense = createDenseCompute({
      pool,
      gpu,
      calibrations: calibrationFile(join(tmpdir(), 'driftdesk-unused.json')),
    })
  })
  afterAll(() => dense.close())

  test.each([{ kind: 'rbf', sigma: 2 } as const, { kind: 'distance' } as const])(
    'kernel sums agree with the CPU: $kind',
    async (kernel) => {
      const plan = planKernelSums(normal(130, 5, 0, 1), normal(97, 5, 0.1, 2), kernel, 12, 1)
      const { value, backend } = await dense.compute(kernelSumsWork(plan), forced())
      const cpu = await dense.compute(kernelSumsWork(plan), { choice: 'cpu', cancelFlag: noCancel() })
      expect(backend).toBe('webgpu')
      for (const unbiased of [true, false]) {
        const gap = furthest(discrepancies(plan, value, unbiased), discrepancies(plan, cpu.value, unbiased))
        expect(gap).toBeLessThan(KERNEL_TOLERANCE)
      }
    },
  )

  test('values far from zero lose nothing to f32', async () => {
    const far = { ...normal(80, 2, 0, 1) }
    const shifted = { ...far, values: far.values.map((value) => value + 1e6) }
    const plan = planKernelSums(
      shifted,
      { ...shifted, values: shifted.values.map((v) => v + 0.5) },
      { kind: 'rbf', sigma: 1 },
      4,
      1,
    )
    const [gpu, cpu] = await Promise.all(
      (['webgpu', 'cpu'] as const).map((choice) =>
        dense.compute(kernelSumsWork(plan), { choice, cancelFlag: noCancel() }),
      ),
    )
    expect(furthest(discrepancies(plan, gpu.value, true), discrepancies(plan, cpu.value, true))).toBeLessThan(
      KERNEL_TOLERANCE,
    )
  })

  test('correlations agree with the CPU', async () => {
    const pairwise = await dense.compute(pairwiseWork(correlated), forced())
    const lagged = await dense.compute(laggedWork(correlated, 4), forced())
    expect([pairwise.backend, lagged.backend]).toEqual(['webgpu', 'webgpu'])
    expect(furthest(pairwise.value, pairwiseCorrelations(correlated))).toBeLessThan(CORRELATION_TOLERANCE)
    expect(furthest(lagged.value, laggedProducts(correlated, allPairs(correlated.series), 4))).toBeLessThan(
      CORRELATION_TOLERANCE,
    )
  })

  test('sums of errors agree with the CPU, which leaves out what is missing', async () => {
    const values = normal(6, 400, 0.3, 12).values.map((value, i) =>
      value > 1.2 ? Number.NaN : i < 800 ? Number(value > 0) : value,
    )
    const work = errorSumsWork({ series: 6, length: 400, values })
    const [gpu, cpu] = await Promise.all(
      (['webgpu', 'cpu'] as const).map((choice) => dense.compute(work, { choice, cancelFlag: noCancel() })),
    )
    expect([gpu.backend, cpu.backend]).toEqual(['webgpu', 'cpu'])
    expect(furthest(gpu.value, cpu.value)).toBeLessThan(400 * CORRELATION_TOLERANCE)
  })

  test.each(['bootstrap', 'permutation'] as const)('a %s draws the very counts of the CPU', async (mode) => {
    const { value, backend } = await dense.compute(resampleWork({ ...counts, mode }), forced())
    expect(backend).toBe('webgpu')
    expect([...value.counts]).toEqual([...resampleCounts({ ...counts, mode }).counts])
  })

  // Many tiles, panels, blocks of lags, stretches and groups of columns, with odd ends.
  const manyLabellings = planKernelSums(
    normal(140, 3, 0, 1),
    normal(77, 3, 0.1, 2),
    { kind: 'rbf', sigma: 2 },
    150,
    1,
  )
  const manySeries = toUnitSeries({ series: 133, length: 37, values: normal(133, 37, 0, 6).values })
  const longSeries = toUnitSeries({ series: 2, length: 70_001, values: normal(2, 70_001, 0, 7).values })
  const manyColumns = {
    mode: 'bootstrap' as const,
    columns: Array.from({ length: 300 }, (_, i) => ({ reference: [3, i % 5], current: [i % 7, 2] })),
    replicates: 65,
    seed: 9,
  }

  test('work of many tiles, stretches and groups of columns agrees with the CPU', async () => {
    const cpu = { choice: 'cpu', cancelFlag: noCancel() } as const
    const [onDevice, expected] = await Promise.all(
      [forced(), cpu].map((where) => dense.compute(kernelSumsWork(manyLabellings), where)),
    )
    expect(
      furthest(
        discrepancies(manyLabellings, onDevice.value, true),
        discrepancies(manyLabellings, expected.value, true),
      ),
    ).toBeLessThan(KERNEL_TOLERANCE)
    const pairwise = await dense.compute(pairwiseWork(manySeries), forced())
    expect(furthest(pairwise.value, pairwiseCorrelations(manySeries))).toBeLessThan(CORRELATION_TOLERANCE)
    const lagged = await dense.compute(laggedWork(longSeries, 9), forced())
    const pairs = allPairs(longSeries.series)
    expect(furthest(lagged.value, laggedProducts(longSeries, pairs, 9))).toBeLessThan(CORRELATION_TOLERANCE)
    const drawn = await dense.compute(resampleWork(manyColumns), forced())
    expect([...drawn.value.counts]).toEqual([...resampleCounts(manyColumns).counts])
    for (const { backend } of [onDevice, pairwise, lagged, drawn]) expect(backend).toBe('webgpu')
  })

  test('a device without subgroups and without a clock computes the same', async () => {
    const { dense: plain } = create({ without: ['subgroups', 'timestamp-query'] })
    const lagged = await plain.compute(laggedWork(correlated, 9), forced())
    expect(lagged.backend).toBe('webgpu')
    expect(furthest(lagged.value, laggedProducts(correlated, allPairs(correlated.series), 9))).toBeLessThan(
      CORRELATION_TOLERANCE,
    )
  })

  test('a device that is lost in the middle loses no job', async () => {
    const { dense, gpu } = create()
    await dense.compute(kernelSumsWork(smallPlan({ kind: 'distance' })), forced())
    const plan = planKernelSums(normal(300, 8, 0, 1), normal(300, 8, 0.1, 2), { kind: 'distance' }, 40, 1)
    const running = dense.compute(kernelSumsWork(plan), forced())
    await new Promise((resolve) => setTimeout(resolve, 20))
    await gpu.destroy()
    const lost = await running
    expect(lost).toMatchObject({ backend: 'cpu', fault: { kind: 'lost' } })
    const cpu = await dense.compute(kernelSumsWork(plan), { choice: 'cpu', cancelFlag: noCancel() })
    expect([...lost.value.within]).toEqual([...cpu.value.within])
    // The next job has a device again.
    expect((await dense.compute(pairwiseWork(correlated), forced())).backend).toBe('webgpu')
  })

  test('too little memory: the CPU takes over and says why', async () => {
    const { dense } = create({ memoryBytes: 2 ** 14 })
    const plan = planKernelSums(normal(300, 8, 0, 1), normal(300, 8, 0, 2), { kind: 'distance' }, 3, 1)
    const done = await dense.compute(kernelSumsWork(plan), forced())
    expect(done).toMatchObject({ backend: 'cpu', fault: { kind: 'memory' } })
  })

  test('a device that does not answer is given up, and the job goes on', async () => {
    // Sums of rows that take seconds, from more rows on than the self-check has.
    const busy = 'if (pairs.rows > 200u) { for (var n = 0u; n < 40000000u; n++) { sum = sum * 0.5 + 1.0; } }'
    const changed = await changedKernels(
      '  block[id.y * pairs.row_count',
      `  ${busy}\n  block[id.y * pairs.row_count`,
    )
    const { dense } = create({ kernels: changed, hungMs: 500 })
    const plan = planKernelSums(normal(150, 2, 0, 1), normal(150, 2, 0, 2), { kind: 'distance' }, 3, 1)
    const done = await dense.compute(kernelSumsWork(plan), forced())
    expect(done).toMatchObject({ backend: 'cpu', fault: { kind: 'timeout' } })
    const cpu = await dense.compute(kernelSumsWork(plan), { choice: 'cpu', cancelFlag: noCancel() })
    expect([...done.value.within]).toEqual([...cpu.value.within])
    // Once it has stopped, the next job has a device again.
    await vi.waitFor(
      async () => expect((await dense.compute(pairwiseWork(correlated), forced())).backend).toBe('webgpu'),
      { timeout: 60_000, interval: 100 },
    )
  })

  test('kernels that compute something else are found out', async () => {
    const folder = await changedKernels('squares += gap * gap', 'squares += abs(gap)')
    const { gpu, dense } = create({ kernels: folder })
    await gpu.open(true)
    expect(await checkGpu(gpu)).toMatchObject({ kind: 'difference' })
    // A device that is wrong in one kind of arithmetic is trusted with no other.
    for (const work of [kernelSumsWork(smallPlan({ kind: 'distance' })), pairwiseWork(correlated)]) {
      const done = await dense.compute<unknown>(work, forced())
      expect(done).toMatchObject({ backend: 'cpu', fault: { kind: 'difference' } })
    }
  })

  test('cancelling stops between dispatches', async () => {
    const options = forced()
    const plan = planKernelSums(normal(400, 8, 0, 1), normal(400, 8, 0.1, 2), { kind: 'distance' }, 99, 1)
    const running = dense.compute(kernelSumsWork(plan), options)
    await new Promise((resolve) => setTimeout(resolve, 30))
    Atomics.store(options.cancelFlag, 0, 1)
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('a hundred devices, one after the other', async () => {
    const { gpu } = create()
    let afterTwenty = 0
    for (let round = 0; round < 100; round++) {
      expect((await gpu.open(true)).ok).toBe(true)
      await gpu.destroy()
      if (round === 19) afterTwenty = process.memoryUsage().rss
    }
    expect(process.memoryUsage().rss - afterTwenty).toBeLessThan(64 * 2 ** 20)
    expect((await gpu.open(true)).ok).toBe(true)
    expect(await checkGpu(gpu)).toBeNull()
  })

  test.runIf(found.ok && found.value.software)(
    'a software adapter is not used unless it is asked for',
    async () => {
      const { dense } = create()
      const large: DenseWork<Float64Array> = { ...pairwiseWork(correlated), units: 1e12 }
      const done = await dense.compute(large, { choice: 'auto', cancelFlag: noCancel() })
      expect(done).toMatchObject({ backend: 'cpu', fault: { kind: 'software_adapter' } })
    },
  )
})

describe('the choice', () => {
  test('a line through two measurements, and where the lines cross', () => {
    const cpu = lineThrough({ units: 100, seconds: 0.1 }, { units: 200, seconds: 0.2 })
    const gpu = lineThrough({ units: 100, seconds: 0.51 }, { units: 200, seconds: 0.52 })
    expect(cpu.overheadSeconds).toBeCloseTo(0)
    expect(gpu.overheadSeconds).toBeCloseTo(0.5)
    expect(thresholdUnits({ cpu, gpu })).toBeCloseTo(0.5 / 0.0009)
    expect(thresholdUnits({ cpu: gpu, gpu: cpu })).toBeNull()
  })

  test('a damaged file of measurements, and one of other arithmetic, is measured again', async () => {
    const { file } = create()
    const cost = {
      cpu: { overheadSeconds: 0, secondsPerUnit: 1 },
      gpu: { overheadSeconds: 1, secondsPerUnit: 0.1 },
    }
    const measured = { kernelSums: cost, pairwise: cost, lagged: cost, resample: cost }
    const kept = calibrationFile(file)
    expect(await kept.read('a card')).toBeNull()
    await kept.write('a card', measured)
    expect(await kept.read('a card')).toEqual(measured)
    const current = await readFile(file, 'utf8')
    await writeFile(file, current.replace(/"arithmetic": \d+/, '"arithmetic": 1'))
    expect(await kept.read('a card')).toBeNull()
    await writeFile(file, '{"a card": 3')
    expect(await kept.read('a card')).toBeNull()
  })
})
