/**
 * The few reads of FlatBuffers that Arrow's metadata needs. Every access is checked by `DataView`, and a vector
 * cannot claim more elements than the bytes around it hold, so damaged metadata ends in a `RangeError` in bounded
 * time. Format: https://flatbuffers.dev/internals/
 */
export type Table = { readonly view: DataView; readonly position: number }

export function rootTable(bytes: Uint8Array): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { view, position: view.getUint32(0, true) }
}

/** Absolute position of a field's value, or null where the field is absent (its default holds). */
function fieldPosition({ view, position }: Table, slot: number): number | null {
  const layout = position - view.getInt32(position, true)
  const entry = 4 + slot * 2
  if (entry >= view.getUint16(layout, true)) return null
  const offset = view.getUint16(layout + entry, true)
  return offset === 0 ? null : position + offset
}

export function byteField(table: Table, slot: number): number {
  const at = fieldPosition(table, slot)
  return at === null ? 0 : table.view.getUint8(at)
}

/** A 64-bit integer as a number; all lengths and offsets of a file are far below 2^53. */
export function longField(table: Table, slot: number): number {
  const at = fieldPosition(table, slot)
  return at === null ? 0 : Number(table.view.getBigInt64(at, true))
}

export function tableField(table: Table, slot: number): Table | null {
  const at = fieldPosition(table, slot)
  return at === null ? null : { view: table.view, position: at + table.view.getUint32(at, true) }
}

export function stringField(table: Table, slot: number): string {
  const vector = vectorField(table, slot, 1)
  const { buffer, byteOffset } = table.view
  return new TextDecoder().decode(new Uint8Array(buffer, byteOffset + vector.start, vector.length))
}

/** Where the elements of a vector of structs start, and how many there are. */
export function vectorField(
  table: Table,
  slot: number,
  elementBytes: number,
): { start: number; length: number } {
  const at = fieldPosition(table, slot)
  if (at === null) return { start: 0, length: 0 }
  const vector = at + table.view.getUint32(at, true)
  const length = table.view.getUint32(vector, true)
  if (vector + 4 + length * elementBytes > table.view.byteLength)
    throw new RangeError('its description is damaged')
  return { start: vector + 4, length }
}

/** The tables that a vector of tables points at. */
export function tablesField(table: Table, slot: number): Table[] {
  const { start, length } = vectorField(table, slot, 4)
  return Array.from({ length }, (_, index) => {
    const at = start + index * 4
    return { view: table.view, position: at + table.view.getUint32(at, true) }
  })
}
