import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { HEAD_BYTES, sniffExtension } from './sniff-format.ts'

it.each([
  ['a,b\n1,2\n', '.csv'],
  ['a\tb\n1\t2\n', '.tsv'],
  ['\uFEFF{"a":1}\n{"a":2}\n', '.ndjson'],
  [' [{"a":1}]', '.json'],
  ['PAR1\u0015\u0004', '.parquet'],
  ['ARROW1\0\0', '.arrow'],
  ['one column\n1\n', '.csv'],
])('reads %j as %s', (text, extension) => {
  expect(sniffExtension(Buffer.from(text))).toBe(extension)
})

it('looks inside what is compressed, also when only its head is there', () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, index) => `{"value":${index},"text":"${Math.sin(index)}"}`,
  ).join('\n')
  const [gzip, zstd] = [gzipSync(rows), zstdCompressSync(rows)]
  expect(Math.min(gzip.length, zstd.length)).toBeGreaterThan(HEAD_BYTES)
  expect(sniffExtension(gzip.subarray(0, HEAD_BYTES))).toBe('.ndjson.gz')
  expect(sniffExtension(zstd.subarray(0, HEAD_BYTES))).toBe('.ndjson.zst')
})
