/** Numbers as little-endian doubles. */
export function toBlob(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

export function fromBlob(blob: Buffer): Float64Array<ArrayBuffer> {
  return new Float64Array(Uint8Array.from(blob).buffer)
}
