import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { calibrate } from '#backend/compute/dense/calibrate.ts'
import { secondsOf } from '#backend/compute/dense/cost.ts'
import { checkGpu } from '#backend/compute/dense/self-check.ts'
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
import { toUnitSeries } from '#shared/stats/series/unit-series.ts'

/**
 * Each kind of dense arithmetic on the CPU pool and on the graphics device, the same work in the same run. Without a
 * device of its own a machine shows only that the kernels work: `npm run bench -- gpu software` takes the software
 * adapter that VK_DRIVER_FILES names. The last argument scales the sizes (1: the budget's).
 */
const software = process.argv[2] === 'software'
const scale = Number(process.argv[3] ?? (software ? 0.03 : 1))
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

async function compare(name: string, work: DenseWork<unknown>, multiplyAdds: number | null, peak: number) {
  await work.onGpu(gpu, cancelFlag)
  const begun = performance.now()
  const outcome = await work.onGpu(gpu, cancelFlag)
  const onGpu = (performance.now() - begun) / 1_000
  if (!outcome.ok) {
    console.log(`${name}: ${outcome.fault.kind}: ${outcome.fault.detail}`)
    return
  }
  const started = performance.now()
  await work.onCpu(pool, cancelFlag)
  const onCpu = (performance.now() - started) / 1_000
  const share =
    multiplyAdds === null ? '' : `, ${((100 * multiplyAdds) / outcome.seconds / peak).toFixed(1)}% of peak`
  console.log(
    `${name}: CPU pool ${onCpu.toFixed(2)} s, device ${onGpu.toFixed(3)} s: ${(onCpu / onGpu).toFixed(1)} ×${share}; longest dispatch ${outcome.longestDispatchMs.toFixed(0)} ms`,
  )
}

const opened = await gpu.open(software)
if (!opened.ok) {
  console.log(`${opened.fault.kind}: ${opened.fault.detail}`)
} else {
  const fault = await checkGpu(gpu)
  console.log(
    `${opened.value.name}; ${pool.workers} CPU workers; self-check: ${fault?.detail ?? 'agrees with the CPU'}`,
  )
  const measured = await calibrate(pool, gpu)
  if ('calibration' in measured) {
    const { cpu, gpu: device } = measured.calibration.kernelSums
    console.log(
      `calibration: a kernel test of 1e9 steps is expected to take ${secondsOf(cpu, 1e9).toFixed(3)} s on the CPU, ${secondsOf(device, 1e9).toFixed(3)} s on the device`,
    )
  }
  const peak = await measurePeak()
  console.log(`peak of the device in f32: ${(peak / 1e9).toFixed(1)} thousand million multiply-adds a second`)
  for (const full of [1_000, 4_000, 10_000]) {
    const rows = Math.max(64, Math.round(full * scale))
    const permutations = software ? 99 : 1_000
    const plan = planKernelSums(
      matrix(rows, 10, 1),
      matrix(rows, 10, 2),
      { kind: 'rbf', sigma: 3 },
      permutations,
      1,
    )
    // Each pair of rows is multiplied once for each labelling.
    const multiplyAdds = ((2 * rows) ** 2 / 2) * (permutations + 1)
    await compare(
      `MMD ${rows} × ${rows} × 10, ${permutations} permutations`,
      kernelSumsWork(plan),
      multiplyAdds,
      peak,
    )
  }
  const length = Math.max(512, Math.round(200_000 * scale))
  const unit = toUnitSeries({ series: 200, length, values: numbers(200 * length, 3) })
  await compare(`correlations of 200 × ${length}`, pairwiseWork(unit), 200 * 200 * length, peak)
  const steps = Math.max(256, Math.round(10_000 * scale))
  const many = toUnitSeries({ series: 100, length: steps, values: numbers(100 * steps, 4) })
  await compare(`lags ±50 of 100 × ${steps}`, laggedWork(many, 50), 4950 * 101 * steps, peak)
  const rows = Math.max(100, Math.round(10_000 * scale))
  const counts = {
    reference: Array(10).fill(Math.ceil(rows / 10)),
    current: Array(10).fill(Math.ceil(rows / 10)),
  }
  for (const mode of ['bootstrap', 'permutation'] as const) {
    const task = {
      mode,
      columns: Array.from({ length: 30 }, () => counts),
      replicates: software ? 64 : 1_000,
      seed: 1,
    }
    await compare(
      `${mode} of 30 columns × ${2 * rows} rows, ${task.replicates} times`,
      resampleWork(task),
      null,
      peak,
    )
  }
}
await Promise.all([gpu.close(), pool.close()])
