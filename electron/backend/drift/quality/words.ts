import { say } from '#shared/words/say.ts'

/** "3 of 1,200 rows (0.25%)". */
export function partOfRows(part: number, rows: number): string {
  return say('rows.part', { part, rows, share: rows === 0 ? 0 : part / rows })
}
