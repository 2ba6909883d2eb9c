import { say } from '#shared/words/say.ts'
import { calibrate } from '../compute/dense/calibrate.ts'
import { type Calibration, thresholdUnits } from '../compute/dense/cost.ts'
import { checkGpu } from '../compute/dense/self-check.ts'
import { createComputePool } from '../compute/pool.ts'
import { createGpu, type Gpu } from '../gpu/client.ts'
import type { GpuAdapter, GpuFault } from '../gpu/protocol.ts'
import type { Finding } from './check.ts'

const MEMORY_BYTES = 2 ** 28

/**
 * Opens the graphics device in a thread of its own, as the app does, tries every kernel against the CPU and measures
 * from which size on the device is the faster one. `kernels` is the folder of the WGSL files.
 */
export async function lookAtWebgpu(kernels: string): Promise<Finding> {
  const gpu = createGpu({ kernels, memoryBytes: MEMORY_BYTES })
  try {
    const opened = await gpu.open(true)
    if (!opened.ok) return refusal(opened.fault)
    const adapter = opened.value
    const fault = await checkGpu(gpu)
    if (fault !== null) return refusal(fault)
    if (adapter.software) {
      return {
        ok: false,
        version: '',
        detail: say('doctor.webgpu.software', { adapter: describe(adapter) }),
        mend: say('doctor.webgpu.driver'),
      }
    }
    return await measured(adapter, gpu)
  } finally {
    await gpu.close()
  }
}

async function measured(adapter: GpuAdapter, gpu: Gpu): Promise<Finding> {
  const pool = createComputePool()
  try {
    const outcome = await calibrate(pool, gpu)
    if ('fault' in outcome) return refusal(outcome.fault)
    return {
      ok: true,
      version: '',
      detail: `${describe(adapter)} Its kernels agree with the CPU. ${gains(outcome.calibration)}`,
    }
  } finally {
    await pool.close()
  }
}

function describe({ name, subgroups, limits }: GpuAdapter): string {
  const gibibytes = (limits.maxBufferSize / 2 ** 30).toFixed(1)
  return `${name}; buffers up to ${gibibytes} GiB, ${limits.maxComputeInvocationsPerWorkgroup} threads a group, ${subgroups ? 'with' : 'without'} subgroups.`
}

/** From which size on the device is used for the kernel tests, which need it most. */
function gains({ kernelSums }: Calibration): string {
  const units = thresholdUnits(kernelSums)
  if (units === null) return 'It was not faster than the CPU at kernel tests, so it is not used for them.'
  // Rows of both sides with 1,000 permutations, whose work is rows² × 1,000.
  const rows = Math.ceil(Math.sqrt(units / 1_000))
  return `It is used for kernel tests with 1,000 permutations from some ${rows} rows on.`
}

function refusal({ kind, detail }: GpuFault): Finding {
  const finding = { ok: false, version: '' }
  switch (kind) {
    case 'not_installed':
      return {
        ...finding,
        detail: `${detail} ${say('doctor.cpu')}`,
        mend: say('doctor.webgpu.install'),
      }
    case 'no_adapter':
      return {
        ...finding,
        detail: `${detail} ${say('doctor.cpu')}`,
        mend: say('doctor.webgpu.driver'),
      }
    default:
      return {
        ...finding,
        detail: `${detail} ${say('doctor.cpu')}`,
        mend: say('doctor.webgpu.update'),
      }
  }
}
