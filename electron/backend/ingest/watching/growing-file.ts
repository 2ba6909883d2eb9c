import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileMark } from '../../store/growth-types.ts'
import { type Compression, openBytes } from '../files/probe.ts'
import { blockStart, createPrefixHasher, furthestMark } from './prefix-hash.ts'

const LF = 0x0a

export type GrowingFile = {
  readonly path: string
  readonly name: string
  readonly inode: string
  readonly size: number
}

/** New whole lines of a file, copied to a file of their own, and how far they reach. */
export type NewLines = { readonly part: string; readonly mark: Omit<FileMark, 'dataset'> }

/**
 * How far a file was read, by what it holds: of the same file the newest mark where what it covers is still there; else
 * the furthest of all marks that is a prefix of the file. So a file that was renamed, copied, or cut short and written
 * on is read from where it says something new, and one that was replaced from its start.
 */
export async function readSoFar(file: GrowingFile, marks: readonly FileMark[]): Promise<FileMark | null> {
  const own = marks.filter(({ inode }) => inode === file.inode).at(-1)
  if (own !== undefined && own.bytes <= file.size && (await isPrefix(file.path, own))) return own
  const within = marks.filter(({ bytes }) => bytes <= file.size)
  if (within.length === 0) return null
  return (await furthestMark(createReadStream(file.path), within)).mark
}

async function isPrefix(path: string, { bytes, chain, tail }: FileMark): Promise<boolean> {
  const start = blockStart(bytes)
  const hasher = createPrefixHasher(chain, start)
  if (bytes > start) {
    for await (const part of createReadStream(path, { start, end: bytes - 1 })) hasher.update(part)
  }
  return hasher.digest().tail === tail
}

/** The whole lines after a mark as a file of their own; null where there is none yet. The caller removes it. */
export async function newLinesOf(
  { path, name, inode, size }: GrowingFile,
  before: FileMark | null,
  temporary: string,
): Promise<NewLines | null> {
  const start = before?.bytes ?? 0
  const end = await endOfLastLine(path, start, size)
  if (end <= start) return null
  const from = blockStart(start)
  const hasher = createPrefixHasher(before?.chain ?? '', from)
  if (start > from) {
    for await (const known of createReadStream(path, { start: from, end: start - 1 })) hasher.update(known)
  }
  await mkdir(temporary, { recursive: true })
  const part = join(temporary, `${randomUUID()}.ndjson`)
  let lines = before?.lines ?? 0
  try {
    const counting = new Transform({
      transform(bytes: Uint8Array, _encoding, done) {
        hasher.update(bytes)
        lines += linesIn(bytes)
        done(null, bytes)
      },
    })
    await pipeline(createReadStream(path, { start, end: end - 1 }), counting, createWriteStream(part))
    return { part, mark: { file: name, inode, bytes: end, lines, ...hasher.digest() } }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/**
 * What a compressed copy of a growing file holds beyond the furthest mark, as a file of its own: null where it holds
 * nothing else, and where no mark is a prefix of it.
 */
export async function restOfCopy(
  { path, name }: Pick<GrowingFile, 'path' | 'name'>,
  compression: Compression,
  marks: readonly FileMark[],
  temporary: string,
): Promise<{ readonly known: boolean; readonly part: string | null }> {
  const { mark, bytes } = await furthestMark(openBytes({ path, name }, compression), marks)
  if (mark === null) return { known: false, part: null }
  if (bytes === mark.bytes) return { known: true, part: null }
  await mkdir(temporary, { recursive: true })
  const part = join(temporary, `${randomUUID()}.ndjson`)
  let left = mark.bytes
  const rest = new Transform({
    transform(given: Uint8Array, _encoding, done) {
      const skipped = Math.min(left, given.length)
      left -= skipped
      done(null, given.subarray(skipped))
    },
  })
  await pipeline(openBytes({ path, name }, compression), rest, createWriteStream(part))
  return { known: true, part }
}

function linesIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) count += 1
  return count
}

/** The offset after the last line break before `size`, or `start` when there is none after it. */
async function endOfLastLine(path: string, start: number, size: number): Promise<number> {
  const file = await open(path, 'r')
  try {
    const block = new Uint8Array(1 << 16)
    for (let end = size; end > start; ) {
      const from = Math.max(start, end - block.length)
      const { bytesRead } = await file.read(block, 0, end - from, from)
      const at = block.subarray(0, bytesRead).lastIndexOf(LF)
      if (at !== -1) return from + at + 1
      end = from
    }
    return start
  } finally {
    await file.close()
  }
}
