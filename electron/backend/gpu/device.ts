import { say } from '#shared/words/say.ts'
import { GpuFaultError } from './fault.ts'
import type { GpuAdapter } from './protocol.ts'
import { hasVulkanDriver } from './vulkan-drivers.ts'

/** An optional dependency: its name is a variable so that nothing needs it to be installed. */
const PACKAGE: string = 'webgpu'

type Dawn = {
  readonly create: (flags: readonly string[]) => GPU
  readonly globals: { readonly GPUBufferUsage: object; readonly GPUMapMode: object }
}

/** What kernels and pacing use where a device offers it. */
const USEFUL_FEATURES = ['subgroups', 'timestamp-query'] as const
export type UsefulFeature = (typeof USEFUL_FEATURES)[number]

/** Dawn's own object must live as long as any device of it: collected, it takes the process down with it. */
let dawn: GPU | undefined

export type OpenDevice = {
  readonly device: GPUDevice
  readonly adapter: GpuAdapter
  /** Why the device is gone; null while it is there. */
  readonly lost: () => string | null
}

/** Dawn's entry to the system's graphics processors. @throws GpuFaultError `not_installed`. */
export async function openDawn(): Promise<GPU> {
  if (dawn !== undefined) return dawn
  let module: Dawn
  try {
    module = await import(PACKAGE)
  } catch (error) {
    throw new GpuFaultError(
      'not_installed',
      error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
        ? say('device.not_installed', { name: PACKAGE })
        : say('device.not_loaded', {
            name: PACKAGE,
            reason: error instanceof Error ? error.message : String(error),
          }),
    )
  }
  dawn = module.create([])
  return dawn
}

/** @throws GpuFaultError `no_adapter`. */
export async function findAdapter(): Promise<{ readonly gpu: GPUAdapter; readonly facts: GpuAdapter }> {
  if (process.platform === 'linux' && !hasVulkanDriver()) {
    throw new GpuFaultError('no_adapter', say('device.none'))
  }
  const gpu = await (await openDawn()).requestAdapter({ powerPreference: 'high-performance' })
  if (gpu === null) throw new GpuFaultError('no_adapter', say('device.none'))
  const { info, limits } = gpu
  const name = [info.vendor, info.architecture, info.description].filter((part) => part !== '').join(' ')
  return {
    gpu,
    facts: {
      name: name === '' ? 'graphics adapter' : name,
      software: info.isFallbackAdapter,
      subgroups: gpu.features.has('subgroups'),
      limits: {
        maxBufferSize: limits.maxBufferSize,
        maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
        maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
        maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      },
    },
  }
}

/** @throws GpuFaultError `not_installed`, `no_adapter`, `software_adapter`, `no_device`. */
export async function openDevice(
  allowSoftware: boolean,
  without: readonly UsefulFeature[] = [],
): Promise<OpenDevice> {
  const { gpu, facts } = await findAdapter()
  if (facts.software && !allowSoftware) {
    throw new GpuFaultError('software_adapter', say('device.software', { name: facts.name }))
  }
  let device: GPUDevice
  try {
    device = await gpu.requestDevice({
      requiredFeatures: USEFUL_FEATURES.filter(
        (feature) => gpu.features.has(feature) && !without.includes(feature),
      ),
      requiredLimits: {
        maxBufferSize: facts.limits.maxBufferSize,
        maxStorageBufferBindingSize: facts.limits.maxStorageBufferBindingSize,
      },
    })
  } catch (error) {
    throw new GpuFaultError('no_device', error instanceof Error ? error.message : String(error))
  }
  let lost: string | null = null
  void device.lost.then(({ reason, message }) => {
    lost = message === '' ? reason : message
  })
  return { device, adapter: facts, lost: () => lost }
}
