import { assemble } from './assembler.ts'
import { BOUNDS_FUNCTIONS } from './bounds.ts'
import { EXPONENTIAL_CONSTANTS } from './exponential.ts'
import { AFTER_TABLES, CONSTANTS, MASKS, STRIP_ROWS } from './layout.ts'
import { PHILOX_FUNCTIONS } from './philox.ts'
import { PRODUCT_FUNCTIONS } from './products.ts'
import { STRIP_FUNCTIONS } from './strips.ts'

/** What is used of the global object, which the standard library's types leave to those of a host. */
declare const WebAssembly: {
  readonly Memory: new (size: {
    readonly initial: number
  }) => {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly [name: string]: unknown } }
}

const PAGE = 65_536
/** Blocks begin with a line of the cache. */
const LINE = 64

export type Machine = {
  /** A function of the module, all of whose parameters are numbers. */
  readonly call: (name: string, ...parameters: number[]) => void
  /**
   * Places of blocks of so many bytes each, beside one another; what was there before is overwritten. They hold until
   * the next call, and views of the memory too.
   */
  readonly layOut: (bytes: readonly number[]) => number[]
  readonly numbers: (at: number, count: number) => Float64Array
  readonly words: (at: number, count: number) => Uint32Array
  readonly bytes: (at: number, count: number) => Uint8Array
}

function start(): Machine {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(AFTER_TABLES / PAGE) })
  const functions = [...STRIP_FUNCTIONS, ...PRODUCT_FUNCTIONS, ...PHILOX_FUNCTIONS, ...BOUNDS_FUNCTIONS]
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)), {
    env: { memory },
  })
  const numbers = (at: number, count: number) => new Float64Array(memory.buffer, at, count)
  const masks = numbers(MASKS, STRIP_ROWS << STRIP_ROWS)
  for (let at = 0; at < masks.length; at++) masks[at] = (Math.floor(at / STRIP_ROWS) >> (at % STRIP_ROWS)) & 1
  numbers(CONSTANTS, EXPONENTIAL_CONSTANTS.length).set(EXPONENTIAL_CONSTANTS)
  return {
    call(name, ...parameters) {
      const found = exports[name]
      if (typeof found !== 'function') throw new Error(`the module has no "${name}"`)
      found(...parameters)
    },
    layOut(bytes) {
      let end = AFTER_TABLES
      const places = bytes.map((size) => {
        const at = end
        end = Math.ceil((at + size) / LINE) * LINE
        return at
      })
      const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE)
      if (missing > 0) memory.grow(missing)
      return places
    },
    numbers,
    words: (at, count) => new Uint32Array(memory.buffer, at, count),
    bytes: (at, count) => new Uint8Array(memory.buffer, at, count),
  }
}

let machine: Machine | undefined

/** The thread's own: its work runs to the end before other work begins. Compiled when it is first needed. */
export function simdMachine(): Machine {
  machine ??= start()
  return machine
}
