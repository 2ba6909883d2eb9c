/** Rows of one column as a reader hands them over; bitmaps as Arrow's, null where nothing is missing. */
export type NumberVector = { readonly values: Float64Array; readonly valid: Uint8Array | null }

/** One byte a row: 0 or 1. */
export type BooleanVector = { readonly values: Uint8Array; readonly valid: Uint8Array | null }

/**
 * Texts with a key of four 32-bit words each, so that equal texts are found without decoding them: the length in
 * bytes, then the bytes padded with zeros up to 12, or the first 12 bytes of the MD5 of longer ones. Among 10⁹
 * different texts of one length two have the same key with a probability of 6 · 10⁻¹²; a fast hash will not do, since
 * texts that differ in a few places can have the same one.
 */
export type StringVector = {
  readonly keys: Uint32Array
  readonly valid: Uint8Array | null
  /** The text of a row, called once for each text that was not seen before. */
  readonly text: (row: number) => string
}

/** The longest text, in bytes, that its key holds whole. */
export const INLINE_BYTES = 12
