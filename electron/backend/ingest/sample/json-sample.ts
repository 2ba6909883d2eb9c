import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { ProbedFile } from '../files/probe.ts'
import { decodeHead } from '../text/encoding.ts'
import { type FileSample, MOST_COLUMNS, SAMPLE_ROWS } from './types.ts'

/**
 * Columns and first values of a file with one JSON object a line. Lines that are no objects are passed over here;
 * the import keeps them aside.
 * @throws AppError `FORMAT_INVALID` when no line is one.
 */
export function sampleNdjson(file: ProbedFile): FileSample {
  const lines = decodeHead(file.head, file.encoding).split('\n')
  if (!file.complete) lines.pop()
  const objects: object[] = []
  const numbers: number[] = []
  for (const [index, line] of lines.entries()) {
    if (objects.length >= SAMPLE_ROWS) break
    const value = parseObject(line)
    if (value === null) continue
    objects.push(value)
    numbers.push(index + 1)
  }
  const mean = file.head.length / Math.max(1, lines.length)
  const expected = file.complete
    ? lines.filter((line) => line.trim() !== '').length
    : Math.round(file.bytes / mean)
  return sampleObjects(file, objects, numbers, file.compression === 'none' || file.complete ? expected : null)
}

/** Columns and values of objects that were read from a file. */
export function sampleObjects(
  file: ProbedFile,
  objects: readonly object[],
  lines: readonly number[],
  rowsExpected: number | null,
): FileSample {
  if (objects.length === 0) {
    throw new AppError(
      'FORMAT_INVALID',
      say('error.file.no_object', { file: file.source.name }),
      'Each row must be an object such as {"age": 42, "score": 0.7}, one a line or in one list.',
    )
  }
  const names = new Set<string>()
  for (const object of objects) for (const name of Object.keys(object)) names.add(name)
  if (names.size > MOST_COLUMNS) {
    throw new AppError(
      'INPUT_TOO_LARGE',
      `${file.source.name} has ${names.size} different keys; a log has at most ${MOST_COLUMNS} columns.`,
      'Export fewer columns.',
    )
  }
  const columns = [...names].map((name) => ({
    name,
    texts: objects.map((object) => textOfJson(Reflect.get(object, name))),
    later: [],
    storage: null,
    type: null,
  }))
  return { file, columns, rows: objects.length, lines, rowsExpected, dialect: null, notes: [] }
}

/** A value as its column reads it: null is missing, a nested value is its JSON. */
export function textOfJson(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The object that a text is, or null. */
export function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    // No JSON: no object.
    return null
  }
}
