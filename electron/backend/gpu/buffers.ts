import { say } from '#shared/words/say.ts'
import { GpuFaultError } from './fault.ts'

/** Flags of the WebGPU standard, whose global constants Node does not have. */
export const USAGE = {
  mapRead: 0x1,
  copySource: 0x4,
  copyTarget: 0x8,
  uniform: 0x40,
  storage: 0x80,
  queryResolve: 0x200,
} as const
export const MAP_MODE_READ = 0x1

const MEBIBYTE = 2 ** 20

type Words = Float32Array | Uint32Array

/** The buffers of one computation: counted against the bytes that it may take, and destroyed together at its end. */
export type BufferArena = {
  /** A storage buffer with these numbers in it, that can be read back. */
  readonly upload: (words: Words) => GPUBuffer
  /** A storage buffer of zeros, that can be read back. */
  readonly storage: (bytes: number) => GPUBuffer
  readonly destroy: (buffer: GPUBuffer) => void
  readonly destroyAll: () => void
}

/** @throws GpuFaultError `memory`, also later by its functions, when a buffer is more than is allowed. */
export function createArena(device: GPUDevice, mostBytes: number): BufferArena {
  const live = new Map<GPUBuffer, number>()
  let total = 0
  const largest = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize)
  const allocate = (bytes: number, usage: number): GPUBuffer => {
    const size = Math.max(16, Math.ceil(bytes / 16) * 16)
    if (size > largest || total + size > mostBytes) {
      throw new GpuFaultError(
        'memory',
        say('device.memory', {
          needed: Math.ceil((total + size) / MEBIBYTE),
          allowed: Math.floor(Math.min(largest, mostBytes) / MEBIBYTE),
        }),
      )
    }
    const buffer = device.createBuffer({ size, usage })
    live.set(buffer, size)
    total += size
    return buffer
  }
  const destroy = (buffer: GPUBuffer): void => {
    total -= live.get(buffer) ?? 0
    live.delete(buffer)
    buffer.destroy()
  }
  return {
    upload(words) {
      const buffer = allocate(words.byteLength, USAGE.storage | USAGE.copySource | USAGE.copyTarget)
      device.queue.writeBuffer(buffer, 0, words as Words & { readonly buffer: ArrayBuffer })
      return buffer
    },
    storage: (bytes) => allocate(bytes, USAGE.storage | USAGE.copySource | USAGE.copyTarget),
    destroy,
    destroyAll() {
      for (const buffer of [...live.keys()]) destroy(buffer)
    },
  }
}

/** The first bytes of a buffer, once everything submitted so far is done. */
export async function readBack(device: GPUDevice, buffer: GPUBuffer, bytes: number): Promise<ArrayBuffer> {
  const staging = device.createBuffer({ size: bytes, usage: USAGE.mapRead | USAGE.copyTarget })
  try {
    const encoder = device.createCommandEncoder()
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, bytes)
    device.queue.submit([encoder.finish()])
    await staging.mapAsync(MAP_MODE_READ)
    return staging.getMappedRange().slice(0)
  } finally {
    staging.destroy()
  }
}
