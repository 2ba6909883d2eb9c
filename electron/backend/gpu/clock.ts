import { MAP_MODE_READ, USAGE } from './buffers.ts'

/** Two stamps, nanoseconds in 64 bits each. */
const BYTES = 16

/** The device's own clock: what it took, without the waiting of the thread that asks. */
export type DeviceClock = {
  /** Stamps for a pass: before the first of a submission, after its last. */
  readonly stamps: (isFirst: boolean, isLast: boolean) => GPUComputePassDescriptor
  /** At the end of the submission. */
  readonly record: (encoder: GPUCommandEncoder) => void
  /** Waits until the submission is done. Null when the driver's stamps make no sense. */
  readonly milliseconds: () => Promise<number | null>
  readonly destroy: () => void
}

/** Null where the device has no clock that can be read. */
export function createClock(device: GPUDevice): DeviceClock | null {
  if (!device.features.has('timestamp-query')) return null
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 })
  const resolved = device.createBuffer({ size: BYTES, usage: USAGE.queryResolve | USAGE.copySource })
  const staging = device.createBuffer({ size: BYTES, usage: USAGE.mapRead | USAGE.copyTarget })
  return {
    stamps: (isFirst, isLast) =>
      isFirst || isLast
        ? {
            timestampWrites: {
              querySet,
              ...(isFirst ? { beginningOfPassWriteIndex: 0 } : {}),
              ...(isLast ? { endOfPassWriteIndex: 1 } : {}),
            },
          }
        : {},
    record(encoder) {
      encoder.resolveQuerySet(querySet, 0, 2, resolved, 0)
      encoder.copyBufferToBuffer(resolved, 0, staging, 0, BYTES)
    },
    async milliseconds() {
      await staging.mapAsync(MAP_MODE_READ)
      const [begun, ended] = new BigUint64Array(staging.getMappedRange().slice(0))
      staging.unmap()
      return begun > 0n && ended > begun ? Number(ended - begun) / 1e6 : null
    },
    destroy() {
      querySet.destroy()
      resolved.destroy()
      staging.destroy()
    },
  }
}
