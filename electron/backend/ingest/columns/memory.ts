/**
 * Memory of columns, used again once a column is written: fresh memory costs more than writing to it. It is shared,
 * since columns are filled on one thread and written on another; memory that is moved to a thread counts against its
 * heap, and makes its collector go through the whole of it.
 */
export type ColumnMemory<T> = {
  /** What came back, or new; it holds what was in it before. */
  next(): T
  giveBack(array: T): void
}

export function columnMemory<T>(make: () => T): ColumnMemory<T> {
  const spare: T[] = []
  return { next: () => spare.pop() ?? make(), giveBack: (array) => void spare.push(array) }
}

export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8))
}

export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}

export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}
