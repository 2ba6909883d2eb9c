import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { ColumnJudgement } from '#shared/policy/severity.ts'
import { say } from '#shared/words/say.ts'
import type { Dataset } from '../../store/types.ts'

/** What the import of the two sides has to say about a comparison of them. */
export function importFindings(reference: Dataset, current: Dataset): QualityFinding[] {
  const sides =
    reference.id === current.id
      ? [{ name: reference.name, dataset: reference }]
      : [
          { name: reference.name, dataset: reference },
          { name: current.name, dataset: current },
        ]
  return sides.flatMap(({ name, dataset }): QualityFinding[] => {
    const {
      rows_rejected: rejected,
      rows_duplicate: duplicate,
      rows_read: read,
      rows_stored: stored,
    } = dataset.document
    const findings: QualityFinding[] = []
    if (rejected > 0) {
      findings.push({
        code: 'rows_rejected',
        column: null,
        severity: share(rejected, read) >= 0.01 ? 'moderate' : 'low',
        detail: say('quality.rejected', { log: name, rows: rejected, read }),
      })
    }
    // The same content again stores nothing and repeats nothing within itself.
    if (duplicate > 0 && stored > 0) {
      findings.push({
        code: 'rows_duplicate',
        column: null,
        severity: 'low',
        detail: say('quality.duplicate', { log: name, rows: duplicate, read }),
      })
    }
    return [...findings, ...mixedTypes(name, dataset)]
  })
}

/** Columns in which some rows hold something else than their type, from the rejects that travel with the import. */
function mixedTypes(name: string, { document }: Dataset): QualityFinding[] {
  const byColumn = new Map<string, { rows: number; example: string }>()
  for (const { column, reason } of document.rejects) {
    if (column === '') continue
    const known = byColumn.get(column)
    byColumn.set(column, { rows: (known?.rows ?? 0) + 1, example: known?.example ?? reason })
  }
  const all = document.rejects.length === document.rows_rejected
  return [...byColumn].map(([column, { rows, example }]) => ({
    code: 'mixed_types',
    column,
    severity: share(rows, document.rows_read) >= 0.01 ? 'moderate' : 'low',
    detail: say(all ? 'quality.mixed_types.all' : 'quality.mixed_types.first', {
      log: name,
      rows,
      rejects: document.rejects.length,
      example,
    }),
  }))
}

/** The two sides hold the very same content: whatever is compared, nothing can differ. */
export function sameContentFinding(referenceHash: string, currentHash: string): QualityFinding[] {
  if (referenceHash !== currentHash) return []
  return [
    {
      code: 'same_content',
      column: null,
      severity: 'moderate',
      detail: say('quality.same_content'),
    },
  ]
}

export type ColumnRates = {
  readonly name: string
  readonly rows: readonly [reference: number, current: number]
  readonly missing: readonly [reference: number, current: number]
}

/** Columns without a single value on one side or on both. */
export function emptyColumnFindings(columns: readonly ColumnRates[]): QualityFinding[] {
  return columns.flatMap(({ name, rows, missing }): QualityFinding[] => {
    const empty = rows.map((count, side) => count > 0 && missing[side] === count)
    if (empty[0] && empty[1]) return [finding(name, 'low', say('quality.all_missing.both'))]
    if (empty[1]) return [finding(name, 'high', say('quality.all_missing.current'))]
    if (empty[0]) return [finding(name, 'moderate', say('quality.all_missing.reference'))]
    return []
  })
}

/** Columns whose share of missing rows changed, as the verdict policy judged it. */
export function missingFindings(columns: readonly ColumnJudgement[]): QualityFinding[] {
  return columns.flatMap(({ name, missing }): QualityFinding[] =>
    missing === null || missing.severity === 'none'
      ? []
      : [
          {
            code: 'missing_rate',
            column: name,
            severity: missing.severity,
            detail: `${sentence(missing.reason)}.`,
          },
        ],
  )
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function finding(column: string, severity: QualityFinding['severity'], detail: string): QualityFinding {
  return { code: 'all_missing', column, severity, detail }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
