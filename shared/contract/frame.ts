import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { errorShape } from './errors.ts'
import { eventMessage } from './events.ts'

export const requestFrame = z.strictObject({
  id: z.number().int().min(0),
  operation: z.string().max(100),
  params: z.unknown().optional(),
})
export type RequestFrame = z.infer<typeof requestFrame>

export const responseFrame = z.union([
  z.object({ id: z.number(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), error: errorShape }),
])
export type ResponseFrame = z.infer<typeof responseFrame>

/** What the backend sends: an answer or an event. */
export const serverFrame = z.union([responseFrame, eventMessage])
export type ServerFrame = z.infer<typeof serverFrame>

const MAGIC = 0x31464444 // "DDF1", little-endian
const HEADER_BYTES = 8
const REFERENCE = '$f64'

/**
 * A message as it travels over a byte transport. Without typed arrays it is JSON text. With them it is bytes:
 * "DDF1", u32 length of the JSON, the JSON padded with spaces to a multiple of 8, then the arrays, in which
 * `{"$f64": [offset, length]}` stands for a Float64Array of `length` values at byte `offset` after the JSON.
 */
export function encodeFrame(message: unknown): string | Uint8Array<ArrayBuffer> {
  const arrays: Float64Array[] = []
  let offset = 0
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (!(value instanceof Float64Array)) return value
    const reference = { [REFERENCE]: [offset, value.length] }
    arrays.push(value)
    offset += value.byteLength
    return reference
  })
  if (arrays.length === 0) return text
  const json = encodeUtf8(text)
  const jsonBytes = Math.ceil(json.length / 8) * 8
  const bytes = new Uint8Array(HEADER_BYTES + jsonBytes + offset)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, jsonBytes, true)
  bytes.fill(0x20, HEADER_BYTES, HEADER_BYTES + jsonBytes)
  bytes.set(json, HEADER_BYTES)
  let at = HEADER_BYTES + jsonBytes
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

/**
 * The message that `encodeFrame` wrote.
 * @throws AppError `BAD_PARAMS` when the frame is not one.
 */
export function decodeFrame(frame: string | Uint8Array): unknown {
  try {
    if (typeof frame === 'string') return JSON.parse(frame)
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no frame')
    const jsonBytes = view.getUint32(4, true)
    const json = decodeUtf8(frame.subarray(HEADER_BYTES, HEADER_BYTES + jsonBytes))
    const start = HEADER_BYTES + jsonBytes
    return JSON.parse(json, (_key, value: unknown) => {
      const place = arrayPlace(value)
      if (place === undefined) return value
      const [offset, length] = place
      const array = new Float64Array(length)
      new Uint8Array(array.buffer).set(frame.subarray(start + offset, start + offset + length * 8))
      return array
    })
  } catch (error) {
    throw new AppError('BAD_PARAMS', 'A message could not be read.', 'Reload the window.', { cause: error })
  }
}

function arrayPlace(value: unknown): readonly [number, number] | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, REFERENCE)) return undefined
  const place: unknown = Reflect.get(value, REFERENCE)
  if (!Array.isArray(place) || place.length !== 2) return undefined
  const [offset, length]: unknown[] = place
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) return undefined
  return [Number(offset), Number(length)]
}

// The core has neither DOM nor Node in its types; both hosts have these globals of the Encoding standard.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string }

function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
