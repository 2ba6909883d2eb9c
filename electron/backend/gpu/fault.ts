import type { GpuFault, GpuFaultKind } from './protocol.ts'

/** Thrown within the thread that owns the device; its boundary turns it into a value. */
export class GpuFaultError extends Error {
  readonly fault: GpuFault

  constructor(kind: GpuFaultKind, detail: string) {
    super(detail)
    this.name = 'GpuFaultError'
    this.fault = { kind, detail }
  }
}
