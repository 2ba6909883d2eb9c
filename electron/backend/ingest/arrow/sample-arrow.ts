import type { ReadableFile } from '../files/materialise.ts'
import type { ProbedFile } from '../files/probe.ts'
import { headerOnly } from '../sample/empty.ts'
import { type FileSample, SAMPLE_ROWS } from '../sample/types.ts'
import { uniqueNames } from '../text/csv.ts'
import { numberOfArrow, readBatches, scaleOf, storageOfArrow, textOfArrow } from './open-arrow.ts'

/** Columns, types and first values of an Arrow file. */
export async function sampleArrow(file: ProbedFile, readable: ReadableFile): Promise<FileSample> {
  for await (const batch of readBatches(file.source, readable.path)) {
    if (batch.numRows === 0) continue
    const rows = Math.min(batch.numRows, SAMPLE_ROWS)
    const notes: string[] = []
    const names = uniqueNames(
      batch.schema.fields.map(({ name }) => name),
      notes,
    )
    const columns = batch.schema.fields.map(({ type }, index) => {
      const vector = batch.getChildAt(index)
      const scale = scaleOf(type)
      const storage = storageOfArrow(type)
      const texts = Array.from({ length: rows }, (_, row) => {
        const value: unknown = vector?.get(row) ?? null
        if (value === null) return ''
        if (storage === 'string') return textOfArrow(value) ?? ''
        return storage === 'boolean' ? String(value) : String(numberOfArrow(value, scale))
      })
      const tooLarge =
        storage === 'number' &&
        scale === 0 &&
        texts.some((text) => Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER)
      const storedAs =
        tooLarge && vector?.get(0) !== undefined && typeof vector.get(0) === 'bigint' ? 'string' : storage
      return { name: names[index], texts, later: [], storage: storedAs, type: String(type) } as const
    })
    return { file, columns, rows, lines: [], rowsExpected: null, dialect: null, notes }
  }
  throw headerOnly(file)
}
