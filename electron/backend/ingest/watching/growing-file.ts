import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileMark } from '../../store/growth-types.ts'
import { type Compression, openBytes } from '../files/probe.ts'
import {
  createLineHasher,
  createStatesFile,
  linesOfBefore,
  NO_TEXT,
  stateAfter,
  stateOfText,
  type TextState,
} from './line-states.ts'
import { blockStart, createPrefixHasher, furthestMark } from './prefix-hash.ts'

const LF = 0x0a

export type GrowingFile = {
  readonly path: string
  readonly name: string
  readonly inode: string
  readonly size: number
}

/** New whole lines of a file, copied to a file of their own, and how far they reach. */
export type NewLines = {
  readonly part: string
  /** A file with the states of these lines, see `line-states.ts`. */
  readonly states: string
  readonly mark: Omit<FileMark, 'dataset'>
}

/**
 * How far a file was read, by what it holds: of the same file the newest mark where what it covers is still there; else
 * the furthest of all marks that is a prefix of the file. So a file that was renamed, copied, or cut short and written
 * on is read from where it says something new, and one that was replaced from its start. A file that was cut back
 * within the lines of one look is compared line by line.
 * @param states the folder with the states of the lines that were read.
 */
export async function readSoFar(
  file: GrowingFile,
  marks: readonly FileMark[],
  states: string,
): Promise<FileMark | null> {
  const own = marks.filter(({ inode }) => inode === file.inode).at(-1)
  if (own !== undefined && own.bytes <= file.size && (await isPrefix(file.path, own))) return own
  const within = marks.filter(({ bytes }) => bytes <= file.size)
  const mark = within.length === 0 ? null : (await furthestMark(createReadStream(file.path), within)).mark
  return (await markWithinLook(file, marks, states, mark?.bytes ?? 0)) ?? mark
}

/** Files of the same name that a file is compared with line by line, when it is not the same file any more. */
const MOST_COMPARED = 3

/** The end of the lines that a file has in common with one that was read, where that is beyond `bytes`. */
async function markWithinLook(
  file: GrowingFile,
  marks: readonly FileMark[],
  states: string,
  bytes: number,
): Promise<FileMark | null> {
  const inodes = marks
    .filter((one) => one.inode === file.inode || one.file === file.name)
    .map(({ inode }) => inode)
    .toReversed()
  for (const inode of [...new Set(inodes)].slice(0, MOST_COMPARED)) {
    const own = marks.filter((one) => one.inode === inode)
    const most = Math.max(...own.map(({ lines }) => lines))
    const common = await linesOfBefore(file.path, states, inode, most)
    if (common === null || common.bytes <= bytes) continue
    const hasher = createPrefixHasher('', 0)
    for await (const part of createReadStream(file.path, { end: common.bytes - 1 })) hasher.update(part)
    const [next] = own
      .filter(({ lines }) => lines >= common.lines)
      .toSorted((one, other) => one.lines - other.lines)
    return { file: file.name, inode: file.inode, ...common, ...hasher.digest(), dataset: next.dataset }
  }
  return null
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
  { temporary, states: kept }: { readonly temporary: string; readonly states: string },
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
  const states = `${part}.lines`
  let lines = before?.lines ?? 0
  const textBefore = before === null ? NO_TEXT : await stateBefore(path, before, kept)
  const statesFile = createStatesFile(states)
  const hashLines = createLineHasher(textBefore, (state) => {
    statesFile.add(state)
    lines += 1
  })
  try {
    const counting = new Transform({
      transform(bytes: Uint8Array, _encoding, done) {
        hasher.update(bytes)
        hashLines(bytes)
        done(null, bytes)
      },
    })
    await pipeline(createReadStream(path, { start, end: end - 1 }), counting, createWriteStream(part))
    return { part, states, mark: { file: name, inode, bytes: end, lines, ...hasher.digest() } }
  } catch (error) {
    await rm(part, { force: true })
    await rm(states, { force: true })
    throw error
  } finally {
    statesFile.close()
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

/** The state at a mark: kept, or found by reading what is before it once more. */
async function stateBefore(path: string, before: FileMark, states: string): Promise<TextState> {
  return (await stateAfter(states, before.inode, before.lines)) ?? stateOfText(path, before.bytes)
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
