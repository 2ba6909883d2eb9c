import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '#shared/words/say.ts'
import { type BufferArena, createArena, readBack, USAGE } from './buffers.ts'
import { createClock } from './clock.ts'
import type { OpenDevice } from './device.ts'
import { GpuFaultError } from './fault.ts'
import { createPacer, LONGEST_DISPATCH_MS, type Pacer } from './pacer.ts'
import type { ProgramName, Programs } from './programs.ts'
import type { DispatchTimes } from './protocol.ts'

/** Part of what a dispatch should take that is slept through before it is asked for. */
const ASLEEP = 0.75

export const NO_DISPATCH: DispatchTimes = { count: 0, longestMs: 0, tooLong: 0 }

export type Dispatch = {
  readonly program: ProgramName
  /** Uniform numbers in the order of the program's struct: whole ones, or `{ float }`. */
  readonly uniform: readonly (number | { readonly float: number })[]
  /** Storage buffers at the bindings from 1 on. */
  readonly buffers: readonly GPUBuffer[]
  readonly groups: readonly [x: number, y?: number]
}

/** One computation on the device. */
export type GpuSession = {
  readonly arena: BufferArena
  readonly subgroups: boolean
  /** The pacer of a kind of work, which knows the device from earlier computations. */
  readonly pacerOf: (name: string) => Pacer
  /** Runs dispatches one after the other and waits for them; `units` of work go to the pacer. */
  readonly run: (dispatches: readonly Dispatch[], pacer: Pacer, units: number) => Promise<void>
  readonly readNumbers: (buffer: GPUBuffer, count: number) => Promise<Float32Array>
  readonly readWords: (buffer: GPUBuffer, count: number) => Promise<Uint32Array>
  readonly clear: (buffer: GPUBuffer) => void
  /** @throws GpuFaultError `cancelled`, `lost`. */
  readonly throwIfStopped: () => void
  readonly dispatches: () => DispatchTimes
  /** Frees what the computation held. @throws GpuFaultError `memory`, `invalid` for what the driver complained of. */
  readonly close: () => Promise<void>
}

/**
 * Begins a computation. Errors that the driver reports late are gathered by error scopes and thrown by `close`, so a
 * result counts only after that. Pacers outlive the session: they know the device.
 */
export function openSession(
  { device, lost }: OpenDevice,
  programs: Programs,
  pacers: Map<string, Pacer>,
  {
    memoryBytes,
    hungMs,
    cancelFlag,
  }: { readonly memoryBytes: number; readonly hungMs: number; readonly cancelFlag: Int32Array },
): GpuSession {
  const arena = createArena(device, memoryBytes)
  const clock = createClock(device)
  let times: DispatchTimes = NO_DISPATCH
  let hasHung = false
  device.pushErrorScope('validation')
  device.pushErrorScope('out-of-memory')

  const throwIfStopped = (): void => {
    if (Atomics.load(cancelFlag, 0) === 1) throw new GpuFaultError('cancelled', 'The job was cancelled.')
    const cause = lost()
    if (cause !== null) throw new GpuFaultError('lost', say('device.lost', { reason: cause }))
  }

  const orLost = async <T>(wait: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined
    const hung = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        hasHung = true
        reject(new GpuFaultError('timeout', say('device.hung', { seconds: hungMs / 1_000 })))
      }, hungMs)
    })
    try {
      return await Promise.race([wait, hung])
    } catch (error) {
      if (error instanceof GpuFaultError) throw error
      throwIfStopped()
      throw new GpuFaultError('lost', error instanceof Error ? error.message : String(error))
    } finally {
      clearTimeout(timer)
    }
  }

  /** Submits commands, waits until they are done, and says what the device took for them, else what passed. */
  const timeOf = async (commands: GPUCommandBuffer, expectedMs: number): Promise<number> => {
    const started = performance.now()
    device.queue.submit([commands])
    // Dawn asks the device without end while something waits for it, which takes a core and leaves much to collect.
    if (ASLEEP * expectedMs >= 1) await sleep(Math.min(ASLEEP * expectedMs, LONGEST_DISPATCH_MS))
    const onDevice = await orLost(clock?.milliseconds() ?? device.queue.onSubmittedWorkDone())
    return onDevice ?? performance.now() - started
  }

  return {
    arena,
    subgroups: device.features.has('subgroups'),
    pacerOf(name) {
      const known = pacers.get(name) ?? createPacer()
      pacers.set(name, known)
      known.restart()
      return known
    },
    async run(dispatches, pacer, units) {
      throwIfStopped()
      const uniforms: GPUBuffer[] = []
      const encoder = device.createCommandEncoder()
      for (const [index, { program, uniform, buffers, groups }] of dispatches.entries()) {
        const pipeline = await programs.get(program)
        const own = device.createBuffer({
          size: Math.ceil((uniform.length * 4) / 16) * 16,
          usage: USAGE.uniform | USAGE.copyTarget,
        })
        uniforms.push(own)
        device.queue.writeBuffer(own, 0, uniformBytes(uniform))
        const pass = encoder.beginComputePass(clock?.stamps(index === 0, index === dispatches.length - 1))
        pass.setPipeline(pipeline)
        pass.setBindGroup(
          0,
          device.createBindGroup({
            layout: pipeline.getBindGroupLayout(0),
            entries: [own, ...buffers].map((buffer, binding) => ({ binding, resource: { buffer } })),
          }),
        )
        pass.dispatchWorkgroups(...groups)
        pass.end()
      }
      clock?.record(encoder)
      const took = await timeOf(encoder.finish(), pacer.expectedMs(units))
      times = {
        count: times.count + 1,
        longestMs: Math.max(times.longestMs, took),
        tooLong: times.tooLong + (took > LONGEST_DISPATCH_MS ? 1 : 0),
      }
      pacer.record(units, took)
      for (const own of uniforms) own.destroy()
      throwIfStopped()
    },
    readNumbers: async (buffer, count) => new Float32Array(await orLost(readBack(device, buffer, count * 4))),
    readWords: async (buffer, count) => new Uint32Array(await orLost(readBack(device, buffer, count * 4))),
    clear(buffer) {
      const encoder = device.createCommandEncoder()
      encoder.clearBuffer(buffer)
      device.queue.submit([encoder.finish()])
    },
    throwIfStopped,
    dispatches: () => times,
    async close() {
      arena.destroyAll()
      clock?.destroy()
      // A device that hangs does not tell of errors either.
      if (hasHung) return
      const [memory, validation] = await orLost(Promise.all([device.popErrorScope(), device.popErrorScope()]))
      if (lost() !== null) return
      if (memory !== null) throw new GpuFaultError('memory', memory.message)
      if (validation !== null) throw new GpuFaultError('invalid', validation.message)
    },
  }
}

function uniformBytes(values: Dispatch['uniform']): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(values.length * 4))
  for (const [index, value] of values.entries()) {
    if (typeof value === 'number') bytes.setUint32(index * 4, value, true)
    else bytes.setFloat32(index * 4, value.float, true)
  }
  return bytes.buffer
}
