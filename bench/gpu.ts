import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { calibrate } from '#backend/compute/dense/calibrate.ts'
import { secondsOf } from '#backend/compute/dense/cost.ts'
import { checkGpu, smallPlan } from '#backend/compute/dense/self-check.ts'
import { shareSeries } from '#backend/compute/dense/shared-arrays.ts'
import {
  type DenseWork,
  kernelSumsWork,
  laggedWork,
  pairwiseWork,
  resampleWork,
} from '#backend/compute/dense/work.ts'
import { createComputePool } from '#backend/compute/pool.ts'
import { createGpu } from '#backend/gpu/client.ts'
import { openDevice } from '#backend/gpu/device.ts'
import { planKernelSums } from '#shared/stats/multivariate/kernel-sums.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { rowsOf } from '#shared/stats/resampling/resample-counts.ts'
import { toUnitSeries } from '#shared/stats/series/unit-series.ts'

/**
 * Each kind of dense arithmetic on the CPU pool against NumPy, and on the graphics device against the CPU pool, the same
 * work in the same run. Without a device of its own a machine shows only that the kernels work: `npm run bench -- gpu
 * software` takes the software adapter that VK_DRIVER_FILES names, on small sizes. The last argument scales the sizes
 * (1: the budget's). Peak is what the adapter itself reaches with chains of multiply-adds in registers; a software adapter
 * runs them on the cores that the pool has. Dispatches are timed by the device's own clock where it has one.
 */
const software = process.argv[2] === 'software'
const scale = Number(process.argv[software ? 3 : 2] ?? (software ? 0.03 : 1))
const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
const pool = createComputePool()
const gpu = createGpu({ kernels: resolve('resources/kernels'), memoryBytes: 2 ** 31 })

const numbers = (count: number, stream: number): Float64Array => {
  const random = createRandom(11, stream)
  return Float64Array.from({ length: count }, () => randomNormal(random))
}
const matrix = (rows: number, columns: number, stream: number) => ({
  rows,
  columns,
  values: numbers(rows * columns, stream),
})

/** Multiply-adds a second of the device in f32, from chains in registers. */
async function measurePeak(): Promise<number> {
  const { device } = await openDevice(software)
  const threads = software ? 256 * 8 : 256 * 65_535
  const code = await readFile(join(import.meta.dirname, 'kernels', 'peak.wgsl'), 'utf8')
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'chains' },
  })
  const results = device.createBuffer({ size: threads * 4, usage: 0x80 })
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: results } }],
  })
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(threads / 256)
    pass.end()
    const started = performance.now()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    best = Math.min(best, (performance.now() - started) / 1_000)
  }
  device.destroy()
  return (threads * 4096 * 16) / best
}

type Trial = {
  readonly name: string
  /** Plans the work, permutations with it. */
  readonly plan: () => DenseWork<unknown>
  /** Multiply-adds that the device takes; null where it does something else. */
  readonly multiplyAdds: number | null
}

const sized = (full: number, least: number): number => Math.max(least, Math.round(full * scale))
const permutations = software ? 99 : 1_000
const kernelRows = [1_000, 4_000, 10_000].map((full) => sized(full, 64))
const correlationLength = sized(200_000, 512)
const lagLength = sized(10_000, 256)
const resampled = {
  columns: 30,
  side: Array<number>(10).fill(sized(1_000, 10)),
  replicates: software ? 64 : 1_000,
}

function* trials(): Generator<Trial> {
  for (const rows of kernelRows) {
    const kernel = { kind: 'rbf', sigma: 3 } as const
    const samples = [matrix(rows, 10, 1), matrix(rows, 10, 2)] as const
    yield {
      name: `MMD ${rows} × ${rows} × 10, ${permutations} permutations`,
      plan: () => kernelSumsWork(planKernelSums(...samples, kernel, permutations, 1)),
      // Each pair of rows is multiplied once for each labelling.
      multiplyAdds: ((2 * rows) ** 2 / 2) * (permutations + 1),
    }
  }
  const many = shareSeries(
    toUnitSeries({ series: 200, length: correlationLength, values: numbers(200 * correlationLength, 3) }),
  )
  yield {
    name: `correlations of 200 × ${correlationLength}`,
    plan: () => pairwiseWork(many),
    multiplyAdds: 200 * 200 * correlationLength,
  }
  const steps = toUnitSeries({ series: 100, length: lagLength, values: numbers(100 * lagLength, 4) })
  yield {
    name: `lags ±50 of 100 × ${lagLength}`,
    plan: () => laggedWork(steps, 50),
    multiplyAdds: 4950 * 101 * lagLength,
  }
  const { side, replicates } = resampled
  for (const mode of ['bootstrap', 'permutation'] as const) {
    const columns = Array.from({ length: resampled.columns }, () => ({ reference: side, current: side }))
    yield {
      name: `${mode} of ${columns.length} columns × ${2 * rowsOf(side)} rows, ${replicates} times`,
      plan: () => resampleWork({ mode, columns, replicates, seed: 1 }),
      multiplyAdds: null,
    }
  }
}

/** Seconds of NumPy for the trials in their order; none where there is no Python with NumPy. */
function timeNumPy(): number[] {
  const sizes = {
    kernel: kernelRows.map((rows) => [rows, 10, permutations]),
    correlations: [200, correlationLength],
    lags: [100, lagLength, 50],
    resampling: [resampled.columns, resampled.side, resampled.replicates],
  }
  const script = join(import.meta.dirname, 'peers', 'dense.py')
  try {
    const found = JSON.parse(execFileSync('python3', [script, JSON.stringify(sizes)], { encoding: 'utf8' }))
    return [...found.kernel, found.correlations, found.lags, found.bootstrap, found.permutation]
  } catch {
    return []
  }
}

/** Short work is done twice: threads start with the first. */
async function onPool(trial: Trial): Promise<number> {
  const once = async (): Promise<number> => {
    const started = performance.now()
    await trial.plan().onCpu(pool, cancelFlag)
    return (performance.now() - started) / 1_000
  }
  const first = await once()
  return first < 3 ? Math.min(first, await once()) : first
}

async function onDevice({ name, plan, multiplyAdds }: Trial, onCpu: number, peak: number): Promise<void> {
  await plan().onGpu(gpu, cancelFlag)
  const begun = performance.now()
  const outcome = await plan().onGpu(gpu, cancelFlag)
  const seconds = (performance.now() - begun) / 1_000
  if (!outcome.ok) {
    console.log(`${name}: ${outcome.fault.kind}: ${outcome.fault.detail}`)
    return
  }
  const share =
    multiplyAdds === null ? '' : `, ${((100 * multiplyAdds) / outcome.seconds / peak).toFixed(1)}% of peak`
  console.log(
    `${name}: device ${seconds.toFixed(3)} s, ${(onCpu / seconds).toFixed(2)} × the CPU pool${share}; longest of ${outcome.dispatches.count} dispatches ${outcome.dispatches.longestMs.toFixed(0)} ms, ${outcome.dispatches.tooLong} over 50 ms`,
  )
}

await onPool({
  name: '',
  plan: () => kernelSumsWork(smallPlan({ kind: 'distance' })),
  multiplyAdds: null,
})
const peers = timeNumPy()
const onCpu: number[] = []
for (const trial of trials()) {
  const seconds = await onPool(trial)
  const peer = peers[onCpu.length] ?? null
  const against = peer === null ? '' : `; NumPy ${peer.toFixed(2)} s: ${(peer / seconds).toFixed(2)} ×`
  const speed =
    trial.multiplyAdds === null
      ? ''
      : `, ${(trial.multiplyAdds / seconds / 1e9).toFixed(1)}e9 multiply-adds/s`
  console.log(`${trial.name}: ${pool.workers} workers ${seconds.toFixed(2)} s${speed}${against}`)
  onCpu.push(seconds)
}
const opened = await gpu.open(software)
if (!opened.ok) {
  const [, , most = 0] = onCpu
  const needed = (((2 * (kernelRows[2] ?? 0)) ** 2 / 2) * (permutations + 1) * 20) / most
  console.log(`${opened.fault.kind}: ${opened.fault.detail}`)
  console.log(
    `A device is 20 × the CPU pool at the largest MMD from ${(needed / 1e9).toFixed(0)}e9 multiply-adds a second on.`,
  )
} else {
  const fault = await checkGpu(gpu)
  console.log(`${opened.value.name}; self-check: ${fault?.detail ?? 'agrees with the CPU'}`)
  const measured = await calibrate(pool, gpu)
  if ('calibration' in measured) {
    const { cpu, gpu: device } = measured.calibration.kernelSums
    console.log(
      `calibration: a kernel test of 1e9 steps is expected to take ${secondsOf(cpu, 1e9).toFixed(3)} s on the CPU, ${secondsOf(device, 1e9).toFixed(3)} s on the device`,
    )
  }
  const peak = await measurePeak()
  console.log(`peak of the adapter in f32: ${(peak / 1e9).toFixed(1)}e9 multiply-adds a second`)
  let at = 0
  for (const trial of trials()) await onDevice(trial, onCpu[at++] ?? Number.NaN, peak)
}
await Promise.all([gpu.close(), pool.close()])
