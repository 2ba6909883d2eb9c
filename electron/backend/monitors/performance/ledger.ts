import { wilsonInterval } from '#shared/stats/special/binomial.ts'
import { say } from '#shared/words/say.ts'
import type { Coded } from '../scored-log/types.ts'
import type { Frame } from './frame.ts'

/** Rows whose label can never come, because of what was done with them. */
export type LedgerEntry = {
  readonly column: string
  readonly value: string
  readonly rows: Uint32Array
  readonly labelled: number
  readonly explanation: string
}

export type Ledger = {
  readonly entries: readonly LedgerEntry[]
  /** 1 for each row that any entry holds. */
  readonly barred: Uint8Array
}

const DECISION_NAME =
  /(^|_)(action|decision|status|disposition|blocked|rejected|approved|declined|outcome_status)$/i
const PREVENTED = /block|reject|declin|den(y|ied)|stop|refus|cancel|prevent|fail|hold/i
const LEAST_ROWS = 30
const MOST_VALUES = 50
/** A label is taken to be impossible under this share, where the other rows have at least half of theirs. */
const NEVER = 0.02
const OTHERS = 0.5

/**
 * Values of the columns that say what was done (prediction, human_decision, served_by, and columns named action, decision,
 * status or the like) under which labels do not come, while they do for the other rows: at least 30 rows, at most 2%
 * labelled (by the upper Wilson bound at most 12%), against at least half of the others. Rows that are too young to be
 * labelled are left out of that count and yet belong to the entry.
 * @param old 1 for rows that are old enough to have a label.
 */
export function ledgerOf({ log, outcomes }: Frame, old: Uint8Array): Ledger {
  const barred = new Uint8Array(log.rows)
  const entries: LedgerEntry[] = []
  for (const column of decisionColumns(log)) {
    const coded = log.coded(column)
    if (coded.values.length > MOST_VALUES || coded.values.length < 2) continue
    for (const found of barredValues(coded, outcomes.label, old)) {
      const rows = rowsOf(coded.codes, found.code)
      for (const row of rows) barred[row] = 1
      const { value } = found
      const because = PREVENTED.test(value) ? say('ledger.prevents', { value }) : say('ledger.unknown')
      entries.push({
        column,
        value,
        rows,
        labelled: found.labelled,
        explanation: say('ledger.never', {
          labelled: found.labelled,
          rows: rows.length,
          column,
          value,
          others: Math.round(found.others * 100),
          because,
        }),
      })
    }
  }
  return { entries, barred }
}

function decisionColumns(log: Frame['log']): string[] {
  const named = log.columns.filter(
    ({ name, role, storage }) =>
      role === 'human_decision' ||
      role === 'served_by' ||
      (role === 'prediction' && storage !== 'timestamp') ||
      ((role === 'segment' || role === 'feature' || role === 'ignore') &&
        storage !== 'timestamp' &&
        DECISION_NAME.test(name)),
  )
  return named
    .filter(({ name, storage }) => storage !== 'number' || fewValues(log.numbers(name)))
    .map(({ name }) => name)
}

function fewValues(values: Float64Array): boolean {
  const seen = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > MOST_VALUES) return false
  }
  return true
}

function barredValues({ codes, values }: Coded, label: Float64Array, old: Uint8Array) {
  const rows = new Float64Array(values.length)
  const labelled = new Float64Array(values.length)
  const labelledOfAll = new Float64Array(values.length)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    if (code < 0) continue
    const has = Number.isNaN(label[i]) ? 0 : 1
    labelledOfAll[code] += has
    if (old[i] === 0) continue
    rows[code] += 1
    labelled[code] += has
  }
  const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)
  const allRows = sum(rows)
  const allLabelled = sum(labelled)
  const found: { code: number; value: string; labelled: number; others: number }[] = []
  for (const [code, value] of values.entries()) {
    const otherRows = allRows - rows[code]
    if (rows[code] < LEAST_ROWS || otherRows < LEAST_ROWS) continue
    const others = (allLabelled - labelled[code]) / otherRows
    const never =
      labelled[code] <= NEVER * rows[code] && wilsonInterval(labelled[code], rows[code])[1] <= 0.12
    if (never && others >= OTHERS) found.push({ code, value, labelled: labelledOfAll[code], others })
  }
  return found
}

function rowsOf(codes: Int32Array, code: number): Uint32Array {
  const rows: number[] = []
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) rows.push(i)
  return Uint32Array.from(rows)
}
