import { closeSync, constants, createReadStream, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const LF = 0x0a
/** Bytes of a state; `n` states tell what the first `n` lines of a file are. */
const WIDTH = 8
/** States of so many files of a model are kept, those that grew last. */
const KEPT_FILES = 16
const BLOCK = 1 << 16

/** A hash over a text that is carried on with each byte: FNV-1a beside one with other factors, 32 bits each. */
export type TextState = { readonly a: number; readonly b: number }
export const NO_TEXT: TextState = { a: 0x811c9dc5, b: 0x9747b28c }

const statesPath = (folder: string, inode: string) => join(folder, `${inode}.lines`)

/** Takes a text in parts, and tells the state and the number of bytes at the end of each of its lines. */
export function createLineHasher(from: TextState, onLine: (state: TextState, bytes: number) => void) {
  let { a, b } = from
  let before = 0
  return (part: Uint8Array): void => {
    for (let at = 0; at < part.length; at++) {
      const byte = part[at]
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul((b << 13) | (b >>> 19), 5) + byte + 0x6546b64
      b = Math.imul(b ^ (b >>> 16), 0x5bd1e995)
      if (byte === LF) onLine({ a, b }, before + at + 1)
    }
    before += part.length
  }
}

/** Writes states one after the other into a file, as `keepStates` takes them. */
export function createStatesFile(path: string) {
  const file = openSync(path, 'w')
  const words = new Int32Array(BLOCK / 4)
  let filled = 0
  const flush = () => {
    writeSync(file, new Uint8Array(words.buffer, 0, filled * 4))
    filled = 0
  }
  return {
    add({ a, b }: TextState): void {
      words[filled] = a
      words[filled + 1] = b
      filled += 2
      if (filled === words.length) flush()
    },
    close(): void {
      flush()
      closeSync(file)
    },
  }
}

/** The state after the first `lines` lines of a file, null where it is not kept. */
export async function stateAfter(folder: string, inode: string, lines: number): Promise<TextState | null> {
  if (lines === 0) return NO_TEXT
  const kept = openStates(folder, inode)
  if (kept === null) return null
  try {
    return kept.at(lines - 1)
  } finally {
    kept.close()
  }
}

/**
 * Puts the states of new lines behind those of the lines before them. To be called once the lines are stored: what is
 * kept has been stored, whatever is killed when.
 */
export async function keepStates(
  folder: string,
  inode: string,
  linesBefore: number,
  states: string,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = openSync(statesPath(folder, inode), constants.O_RDWR | constants.O_CREAT)
  try {
    let at = linesBefore * WIDTH
    for await (const part of createReadStream(states)) {
      const bytes: Uint8Array = part
      writeSync(file, bytes, 0, bytes.length, at)
      at += bytes.length
    }
  } finally {
    closeSync(file)
  }
  await forgetOldest(folder)
}

async function forgetOldest(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (names.length <= KEPT_FILES) return
  const found = await Promise.all(
    names.map(async (name) => ({ name, grown: (await stat(join(folder, name))).mtimeMs })),
  )
  const oldest = found.toSorted((one, other) => other.grown - one.grown).slice(KEPT_FILES)
  for (const { name } of oldest) await rm(join(folder, name), { force: true })
}

/**
 * The longest beginning of a file, in whole lines, whose lines were the first ones of the file `inode`; null where not
 * even the first line was.
 * @param most lines of `inode` that are known to be stored.
 */
export async function linesOfBefore(
  path: string,
  folder: string,
  inode: string,
  most: number,
): Promise<{ readonly lines: number; readonly bytes: number } | null> {
  const kept = openStates(folder, inode)
  if (kept === null) return null
  let found: { lines: number; bytes: number } | null = null
  let lines = 0
  const hasher = createLineHasher(NO_TEXT, (state, bytes) => {
    if (lines < most && isSame(kept.at(lines), state)) found = { lines: lines + 1, bytes }
    lines += 1
  })
  try {
    for await (const part of createReadStream(path)) {
      hasher(part)
      if (lines >= most) break
    }
    return found
  } finally {
    kept.close()
  }
}

/** The state at the end of the first `bytes` bytes of a file. */
export async function stateOfText(path: string, bytes: number): Promise<TextState> {
  let state = NO_TEXT
  if (bytes === 0) return state
  const hasher = createLineHasher(NO_TEXT, (at) => {
    state = at
  })
  for await (const part of createReadStream(path, { end: bytes - 1 })) hasher(part)
  return state
}

function isSame(kept: TextState | null, state: TextState): boolean {
  return kept !== null && kept.a === state.a && kept.b === state.b
}

/** States by the number of their line, read in blocks; null where none is kept. */
function openStates(folder: string, inode: string) {
  let file: number
  try {
    file = openSync(statesPath(folder, inode), 'r')
  } catch (error) {
    // Of files that were read by an earlier version, or have not grown for long, nothing is kept.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const count = Math.floor(fstatSync(file).size / WIDTH)
  const words = new Int32Array(BLOCK / 4)
  const perBlock = BLOCK / WIDTH
  let block = -1
  return {
    at(line: number): TextState | null {
      if (line >= count) return null
      const wanted = Math.floor(line / perBlock)
      if (wanted !== block) readSync(file, new Uint8Array(words.buffer), 0, BLOCK, wanted * BLOCK)
      block = wanted
      const at = (line % perBlock) * 2
      const [a, b] = [words[at], words[at + 1]]
      // Lines of which nothing was kept leave zeros.
      return a === 0 && b === 0 ? null : { a, b }
    },
    close: () => closeSync(file),
  }
}
