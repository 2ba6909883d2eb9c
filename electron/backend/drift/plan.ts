import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import { COMPARED_ROLES, type ColumnKind, type Role } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { StoredColumn } from '../store/types.ts'

const IDENTIFIERS: ReadonlySet<Role> = new Set(['prediction_id', 'entity_id'])

export type PlannedColumn = {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: Role
  /** How its values are read: two-valued numbers are counted like booleans. */
  readonly storage: StoredColumn['storage']
  /** Why the column is listed but not compared; null when it is compared. */
  readonly leftOut: string | null
}

export type ComparisonPlan = {
  readonly columns: readonly PlannedColumn[]
  readonly findings: readonly QualityFinding[]
}

/** Roles that arrive later or in another file, so that their absence on the current side is expected. */
const LATE_ROLES: ReadonlySet<Role> = new Set(['label', 'label_timestamp', 'human_decision'])

/**
 * Which columns of two logs are compared, and what the difference of their schemas says.
 * @throws AppError `NOTHING_TO_COMPARE` when no column that is on both sides can be compared.
 */
export function planComparison(
  reference: readonly StoredColumn[],
  current: readonly StoredColumn[],
): ComparisonPlan {
  const others = new Map(current.map((column) => [column.name, column]))
  const columns: PlannedColumn[] = []
  const findings: QualityFinding[] = []

  for (const column of reference) {
    const other = others.get(column.name)
    others.delete(column.name)
    if (column.role === 'ignore' || other?.role === 'ignore') {
      findings.push(leftOut(column, say('quality.role_ignore')))
      continue
    }
    if (other === undefined) {
      findings.push(missingOnCurrent(column))
      continue
    }
    if (!COMPARED_ROLES.has(column.role)) {
      if (IDENTIFIERS.has(column.role)) findings.push(leftOut(column, say('quality.identifier')))
      continue
    }
    const retyped = column.storage !== other.storage
    if (retyped) findings.push(retypedColumn(column, other))
    const kind = column.kind === 'boolean' && other.kind === 'numeric' ? 'numeric' : column.kind
    columns.push({
      name: column.name,
      kind,
      role: column.role,
      storage: kind === 'boolean' ? 'boolean' : column.storage,
      leftOut: retyped
        ? say('plan.mixed', { before: article(column), now: article(other) })
        : leftOutReason(kind),
    })
  }
  for (const column of others.values()) {
    if (column.role === 'ignore') continue
    findings.push({
      code: 'column_added',
      column: column.name,
      severity: 'low',
      detail: say('quality.column_added'),
    })
  }
  if (columns.length === 0) throw nothingInCommon(reference, current)
  return { columns, findings }
}

function leftOut(column: StoredColumn, why: string): QualityFinding {
  return {
    code: 'left_out',
    column: column.name,
    severity: 'info',
    detail: say('quality.left_out', { why }),
  }
}

function leftOutReason(kind: ColumnKind): string | null {
  return kind === 'text' ? say('plan.free_text') : null
}

function missingOnCurrent(column: StoredColumn): QualityFinding {
  return LATE_ROLES.has(column.role)
    ? {
        code: 'labels_pending',
        column: column.name,
        severity: 'info',
        detail: say('quality.labels_pending', { role: column.role }),
      }
    : {
        code: 'column_missing',
        column: column.name,
        severity: 'high',
        detail: say('quality.column_missing'),
      }
}

function retypedColumn(column: StoredColumn, other: StoredColumn): QualityFinding {
  return {
    code: 'column_retyped',
    column: column.name,
    severity: 'high',
    detail: say('quality.retyped', { before: article(column), now: article(other) }),
  }
}

function article(column: StoredColumn): string {
  return say(`storage.${column.storage}`)
}

function nothingInCommon(reference: readonly StoredColumn[], current: readonly StoredColumn[]): AppError {
  const list = (columns: readonly StoredColumn[]) => {
    const names = columns.slice(0, 5).map((column) => column.name.slice(0, 60))
    return `${names.join(', ')}${columns.length > 5 ? ` and ${columns.length - 5} more` : ''}`
  }
  return new AppError(
    'NOTHING_TO_COMPARE',
    say('error.compare.none', { reference: list(reference), current: list(current) }),
    say('error.compare.none.mend'),
  )
}
