import { say } from '#shared/words/say.ts'
import { calibrate } from '../compute/dense/calibrate.ts'
import { type Calibration, SMALL_UNITS, thresholdUnits } from '../compute/dense/cost.ts'
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
      detail: say('doctor.webgpu.agrees', {
        adapter: describe(adapter),
        gains: gains(outcome.calibration),
      }),
    }
  } finally {
    await pool.close()
  }
}

function describe({ name, subgroups, limits }: GpuAdapter): string {
  return say(subgroups ? 'doctor.webgpu.adapter.subgroups' : 'doctor.webgpu.adapter', {
    name,
    size: Math.round((limits.maxBufferSize / 2 ** 30) * 10) / 10,
    n: limits.maxComputeInvocationsPerWorkgroup,
  })
}

/** From which size on the device is used for the kernel tests, which need it most. */
function gains({ kernelSums }: Calibration): string {
  const units = thresholdUnits(kernelSums)
  if (units === null) return say('doctor.webgpu.never')
  // The work of 1,000 permutations of the rows of both sides is rows² × 1,000.
  const rows = Math.ceil(Math.sqrt(Math.max(units, SMALL_UNITS.kernelSums) / 1_000))
  return say('doctor.webgpu.from', { rows })
}

function refusal({ kind, detail }: GpuFault): Finding {
  const finding = { ok: false, version: '', detail: say('doctor.webgpu.refused', { reason: detail }) }
  switch (kind) {
    case 'not_installed':
      return { ...finding, mend: say('doctor.webgpu.install') }
    case 'no_adapter':
      return { ...finding, mend: say('doctor.webgpu.driver') }
    default:
      return { ...finding, mend: say('doctor.webgpu.update') }
  }
}
