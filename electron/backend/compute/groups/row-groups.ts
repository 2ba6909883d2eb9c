/** The group of each row of one side, in the order of reading. Shared memory, so that all workers use one copy. */
export type RowGroups = {
  readonly codes: Uint16Array
  readonly groups: number
}

/** The rows of both sides grouped by the values of one column. */
export type SegmentGroups = {
  readonly labels: readonly string[]
  readonly reference: RowGroups
  readonly current: RowGroups
}

export const MOST_GROUPS = 0xffff

/** Room for the groups of at most `rows` rows. */
export function sharedCodes(rows: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(rows * Uint16Array.BYTES_PER_ELEMENT))
}
