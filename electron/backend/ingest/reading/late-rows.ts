import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { readLines } from '../../store/catalogue/lines.ts'
import type { UnreadRow } from './types.ts'

/** Rows that were found unreadable while the file was read, kept until their lines are known, in bounded memory. */
export type LateRows = {
  readonly count: number
  add(row: UnreadRow): void
  /** In the order in which they were added. */
  all(): Generator<UnreadRow>
  /** Removes what is on disk. */
  close(): void
}

const BUFFERED = 1 << 18

/** @param path a file that is begun when `buffered` characters are not enough. */
export function createLateRows(path: string, buffered = BUFFERED): LateRows {
  let waiting: string[] = []
  let length = 0
  let file: number | null = null
  let count = 0
  return {
    get count() {
      return count
    },
    add(row) {
      const line = JSON.stringify(row)
      waiting.push(line)
      length += line.length
      count += 1
      if (length < buffered) return
      file ??= openSync(path, 'w')
      writeSync(file, `${waiting.join('\n')}\n`)
      waiting = []
      length = 0
    },
    *all() {
      if (file !== null) for (const line of readLines(path)) yield JSON.parse(line) as UnreadRow
      for (const line of waiting) yield JSON.parse(line) as UnreadRow
    },
    close() {
      if (file === null) return
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}
