import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../../store/chunks/sync-folder.ts'

/** Bytes after which a file is put aside and a new one begun. */
const MOST_BYTES = 10 * 2 ** 20
/** Files that were put aside and are kept: NAME.1.ndjson is the newest. */
const KEPT_FILES = 5
const LINE_FEED = 0x0a

/**
 * Appends one JSON line to a file and waits until the disk has it. A line that an earlier stop left unfinished is ended first, so
 * that it spoils no other. Files that grow too long are put aside.
 */
export async function appendLine(path: string, value: unknown, mostBytes = MOST_BYTES): Promise<void> {
  const line = `${JSON.stringify(value)}\n`
  await mkdir(dirname(path), { recursive: true })
  const bytes = await sizeOf(path)
  if (bytes > 0 && bytes + Buffer.byteLength(line) > mostBytes) await rotate(path)
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    await file.appendFile(size > 0 && (await lastByte(file, size)) !== LINE_FEED ? `\n${line}` : line)
    await file.sync()
  } finally {
    await file.close()
  }
  if (bytes === 0) syncFolder(dirname(path))
}

async function rotate(path: string): Promise<void> {
  for (let number = KEPT_FILES - 1; number >= 0; number--) {
    const from = number === 0 ? path : numbered(path, number)
    if ((await sizeOf(from)) > 0) await rename(from, numbered(path, number + 1))
  }
  syncFolder(dirname(path))
}

function numbered(path: string, number: number): string {
  return path.replace(/(\.ndjson)?$/, `.${number}.ndjson`)
}

async function lastByte(file: FileHandle, size: number): Promise<number> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] ?? LINE_FEED
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0
      throw error
    },
  )
}
