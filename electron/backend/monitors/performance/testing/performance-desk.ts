import { afterAll, beforeAll } from 'vitest'
import { performanceDocument } from '#shared/contract/documents/performance.ts'
import type { Params } from '#shared/contract/operations.ts'
import { createRandom } from '#shared/stats/random.ts'
import { type Desk, openDesk } from '../../../drift/testing/desk.ts'

type Options = Omit<Params<'performance.run'>, 'source'> & {
  readonly labels?: string
  readonly reference?: string
}

/** A desk for the tests of one file, and performance of texts of CSV measured on it. */
export function performanceDesk() {
  let open: Desk | undefined
  beforeAll(async () => {
    open = await openDesk()
  })
  afterAll(() => open?.close())
  const desk = () => {
    if (open === undefined) throw new Error('the desk opens before the first test')
    return open
  }
  return {
    desk,
    run: (csv: string, options: Options = {}) => measure(desk(), csv, options),
  }
}

async function measure(desk: Desk, csv: string, { labels, reference, ...options }: Options) {
  const source = {
    kind: 'files' as const,
    log: [await desk.grant('log.csv', csv)],
    ...(labels === undefined ? {} : { labels: [await desk.grant('labels.csv', labels)] }),
    ...(reference === undefined ? {} : { reference: [await desk.grant('reference.csv', reference)] }),
  }
  const document = await desk.client.job('performance.run', { source, ...options }).result
  return performanceDocument.parse(JSON.parse(JSON.stringify(document)))
}

export const ROLES = {
  score: 'score',
  label: 'label',
  timestamp: 'timestamp',
  prediction_id: 'prediction_id',
} as const
export const DAY = 86_400_000
export const START = Date.UTC(2026, 0, 1)
export const time = (at: number) => new Date(at).toISOString()

export type Row = {
  readonly day: number
  readonly score: number
  readonly label: number
  readonly at: number
}

/** Rows whose label is 1 with the probability that the score says, or with `truth(score, day)`. */
export function rowsOf(
  days: number,
  perDay: number,
  truth = (score: number, _day: number) => score,
  seed = 1,
): Row[] {
  const random = createRandom(seed)
  return Array.from({ length: days * perDay }, (_, i) => {
    const day = Math.floor(i / perDay)
    const score = random.uniform()
    const label = random.uniform() < truth(score, day) ? 1 : 0
    return { day, score, label, at: START + (i / perDay) * DAY }
  })
}

export function csvOf(
  rows: readonly Row[],
  label: (row: Row, i: number) => string = ({ label: own }) => String(own),
) {
  const lines = rows.map((row, i) => `p${i},${time(row.at)},${row.score.toFixed(4)},${label(row, i)}`)
  return `prediction_id,timestamp,score,label\n${lines.join('\n')}\n`
}

export const healthy = rowsOf(10, 300)
export const mapping = { roles: ROLES, task: 'binary' as const }
