import { planKernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import type { Matrix } from '#shared/stats/multivariate/matrix.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { toUnitSeries } from '#shared/stats/series/unit-series.ts'
import type { Gpu } from '../../gpu/client.ts'
import type { GpuFault } from '../../gpu/protocol.ts'
import type { ComputePool } from '../pool.ts'
import { type Calibration, type CostOfKind, DENSE_KINDS, type DenseKind, lineThrough } from './cost.ts'
import { type DenseWork, kernelSumsWork, laggedWork, pairwiseWork, resampleWork } from './work.ts'

const SEED = 7

function matrix(rows: number, columns: number, stream: number): Matrix {
  const random = createRandom(SEED, stream)
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => randomNormal(random)) }
}

const series = (count: number, length: number) =>
  toUnitSeries({ series: count, length, values: matrix(count, length, 1).values })

/** The same work in a small and a larger size, each well under a tenth of a second on one core. */
const PROBES: { readonly [Kind in DenseKind]: () => readonly [DenseWork<unknown>, DenseWork<unknown>] } = {
  kernelSums: () => {
    const plan = (rows: number) =>
      kernelSumsWork(
        planKernelSums(matrix(rows, 8, 1), matrix(rows, 8, 2), { kind: 'rbf', sigma: 2 }, 99, SEED),
      )
    return [plan(64), plan(384)]
  },
  pairwise: () => [pairwiseWork(series(8, 500)), pairwiseWork(series(32, 8_000))],
  lagged: () => [laggedWork(series(6, 200), 5), laggedWork(series(16, 2_000), 20)],
  resample: () => {
    const task = (replicates: number) =>
      resampleWork({
        mode: 'bootstrap',
        columns: [{ reference: [400, 800, 1_200, 1_600], current: [1_000, 1_000, 1_000, 1_000] }],
        replicates,
        seed: SEED,
      })
    return [task(16), task(512)]
  },
}

/** Measures both sides, the first time of each left out: programs are compiled then. */
export async function calibrate(
  pool: ComputePool,
  gpu: Gpu,
): Promise<{ readonly calibration: Calibration } | { readonly fault: GpuFault }> {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
  const measured = new Map<DenseKind, CostOfKind>()
  for (const kind of DENSE_KINDS) {
    const probes = PROBES[kind]()
    const points: { cpu: Point[]; gpu: Point[] } = { cpu: [], gpu: [] }
    await probes[0].onCpu(pool, cancelFlag)
    await probes[1].onGpu(gpu, cancelFlag)
    for (const probe of probes) {
      const begun = performance.now()
      await probe.onCpu(pool, cancelFlag)
      const between = performance.now()
      const outcome = await probe.onGpu(gpu, cancelFlag)
      if (!outcome.ok) return { fault: outcome.fault }
      points.cpu.push({ units: probe.units, seconds: (between - begun) / 1_000 })
      points.gpu.push({ units: probe.units, seconds: (performance.now() - between) / 1_000 })
    }
    measured.set(kind, {
      cpu: lineThrough(points.cpu[0], points.cpu[1]),
      gpu: lineThrough(points.gpu[0], points.gpu[1]),
    })
  }
  const costOf = (kind: DenseKind): CostOfKind => {
    const cost = measured.get(kind)
    if (cost === undefined) throw new Error(`"${kind}" was not measured`)
    return cost
  }
  return {
    calibration: {
      kernelSums: costOf('kernelSums'),
      pairwise: costOf('pairwise'),
      lagged: costOf('lagged'),
      resample: costOf('resample'),
    },
  }
}

type Point = { readonly units: number; readonly seconds: number }
