import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib'

/** Enough for one whole block of zstd (128 KiB), which yields nothing before it is complete. */
export const HEAD_BYTES = 192 * 1024

/**
 * The file extension that fits the first bytes of a stream without a name: Parquet and Arrow by their magic,
 * gzip and zstd by theirs and then by what is inside, JSON by its first bracket, else TSV or CSV by which
 * separator its first line has more of.
 */
export function sniffExtension(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES))
  if (bytes.toString('latin1', 0, 4) === 'PAR1') return '.parquet'
  if (bytes.toString('latin1', 0, 6) === 'ARROW1') return '.arrow'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return `${sniffText(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }))}.gz`
  }
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0xfd2fb528) {
    return `${sniffText(zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush }))}.zst`
  }
  return sniffText(bytes)
}

function sniffText(bytes: Buffer): string {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('[')) return '.json'
  if (text.startsWith('{')) return '.ndjson'
  const [first = ''] = text.split('\n', 1)
  return count(first, '\t') > count(first, ',') ? '.tsv' : '.csv'
}

function count(text: string, separator: string): number {
  return text.split(separator).length - 1
}
