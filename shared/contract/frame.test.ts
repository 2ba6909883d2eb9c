import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from './frame.ts'

test('a message without arrays is plain JSON', () => {
  expect(encodeFrame({ id: 1, ok: true })).toBe('{"id":1,"ok":true}')
})

test('arrays of doubles travel bit by bit, wherever they stand', () => {
  const doubles = fc.float64Array({ maxLength: 20 })
  fc.assert(
    fc.property(fc.array(doubles, { minLength: 1, maxLength: 4 }), fc.string(), (arrays, text) => {
      const decoded = decodeFrame(encodeFrame({ text, nested: [{ arrays }] }))
      expect(decoded).toEqual({ text, nested: [{ arrays }] })
    }),
  )
})

test('a view into a larger buffer is decoded from its own bytes', () => {
  const frame = encodeFrame({ values: Float64Array.of(1.5, -2.5) })
  if (typeof frame === 'string') throw new Error('expected bytes')
  const pool = Buffer.alloc(frame.length + 13)
  pool.set(frame, 13)
  expect(decodeFrame(pool.subarray(13))).toEqual({ values: Float64Array.of(1.5, -2.5) })
})

test('bytes that are no frame are refused, never half read', () => {
  const frame = encodeFrame({ values: Float64Array.of(1, 2, 3) })
  if (typeof frame === 'string') throw new Error('expected bytes')
  expect(() => decodeFrame(new Uint8Array(3))).toThrow('could not be read')
  expect(() => decodeFrame(frame.subarray(0, 12))).toThrow('could not be read')
  expect(() => decodeFrame('{')).toThrow('could not be read')
  const huge = '{"values":{"$f64":[0,9007199254740991]}}'
  const hostile = new Uint8Array(8 + Math.ceil(huge.length / 8) * 8).fill(0x20)
  hostile.set(frame.subarray(0, 4))
  new DataView(hostile.buffer).setUint32(4, hostile.length - 8, true)
  hostile.set(new TextEncoder().encode(huge), 8)
  expect(() => decodeFrame(hostile)).toThrow('could not be read')
})
