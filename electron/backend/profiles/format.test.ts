import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ColumnProfile } from '#shared/stats/profile/column-profile.ts'
import { emptyProfile } from '#shared/stats/profile/column-profile.ts'
import { bucketRange, coarseFactor, HOUR, mostBuckets, rowBucketing } from './buckets.ts'
import { decodeProfiles, encodeProfiles } from './format.ts'
import { decodeCounts, encodeCounts } from './varint.ts'

test('counts come back, zeros and large ones too (property)', () => {
  const count = fc.oneof(fc.constant(0), fc.nat(300), fc.maxSafeNat())
  fc.assert(
    fc.property(fc.array(count), fc.array(count), (a, b) => {
      const bytes = encodeCounts([Float64Array.from(a), Float64Array.from(b)])
      const back = [new Float64Array(a.length), new Float64Array(b.length)]
      decodeCounts(bytes, back)
      expect(back.map((list) => [...list])).toEqual([a, b])
    }),
  )
})

test('mostly empty counts take few bytes', () => {
  const counts = new Uint32Array(10_000)
  counts[5_000] = 7
  expect(encodeCounts([counts]).length).toBeLessThan(10)
})

function filled(buckets: Float64Array, seed: number): ColumnProfile {
  const profile = emptyProfile(buckets, { cells: 5, numeric: true, score: true })
  profile.counts.forEach((_, place) => {
    profile.counts[place] = (place * seed) % 11
  })
  profile.tallies.fill(seed)
  profile.moments?.fill(seed / 3)
  profile.score?.sums.fill(0.5)
  profile.score?.labelled.fill(2)
  profile.score?.labels.fill(1)
  return profile
}

test('profiles come back as they were, and unwanted columns are passed over', () => {
  const buckets = Float64Array.of(Number.NEGATIVE_INFINITY, 3, 9)
  const plain = emptyProfile(buckets, { cells: 0, numeric: false, score: false })
  const columns = [
    { name: 'a "name"', profile: filled(buckets, 3) },
    { name: 'b', profile: plain },
    { name: 'ü', profile: filled(buckets, 7) },
  ]
  const bytes = encodeProfiles(buckets, columns)
  expect(decodeProfiles(bytes).columns).toEqual(columns)
  expect(decodeProfiles(bytes, (name) => name === 'ü').columns).toEqual([columns[2]])
})

test('bytes that are cut, longer or changed end in an error or in other values, never in a hang', () => {
  const buckets = Float64Array.of(1, 2)
  const bytes = encodeProfiles(buckets, [{ name: 'a', profile: filled(buckets, 3) }])
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeProfiles(bytes.subarray(0, length))).toThrow()
  }
  expect(() => decodeProfiles(Uint8Array.from([...bytes, 0]))).toThrow('longer')
  for (let place = 0; place < bytes.length; place++) {
    const changed = bytes.slice()
    changed[place] ^= 0xff
    try {
      decodeProfiles(changed)
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
    }
  }
})

test('a window covers whole buckets outward, and its open ends stay open', () => {
  expect(bucketRange(HOUR * 5 + 1, HOUR * 7 - 1, HOUR)).toEqual({ start: 5, end: 7 })
  expect(bucketRange(HOUR * 5, HOUR * 7, HOUR)).toEqual({ start: 5, end: 7 })
  expect(bucketRange(null, -1, HOUR)).toEqual({ start: Number.NEGATIVE_INFINITY, end: 0 })
})

test('buckets of row numbers stay under 4,096, those of time within 256 MiB', () => {
  expect(rowBucketing(1_000)).toEqual({ unit: 'rows', width: 8_192 })
  expect(rowBucketing(200_000_000)).toEqual({ unit: 'rows', width: 65_536 })
  expect(mostBuckets(30 * 170) * 30 * 170 * 4).toBeLessThanOrEqual(2 ** 28)
  expect([coarseFactor({ unit: 'time', width: HOUR }), coarseFactor(rowBucketing(1))]).toEqual([24, 32])
})
