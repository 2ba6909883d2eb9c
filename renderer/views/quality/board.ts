import type { QualityFinding, QualitySeverity } from '#shared/contract/documents/drift.ts'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { Role } from '#shared/domain/columns.ts'

export const QUALITY_GROUPS = ['schema', 'missing', 'values', 'time', 'volume', 'service', 'other'] as const
export type QualityGroup = (typeof QUALITY_GROUPS)[number]

const GROUP_OF: Readonly<Record<string, QualityGroup>> = {
  column_missing: 'schema',
  column_added: 'schema',
  column_retyped: 'schema',
  mixed_types: 'schema',
  left_out: 'schema',
  text_left_out: 'schema',
  missing_rate: 'missing',
  all_missing: 'missing',
  default_spike: 'missing',
  out_of_range: 'values',
  value_spike: 'values',
  unseen_categories: 'values',
  constant_column: 'values',
  duplicate_column: 'values',
  future_timestamps: 'time',
  out_of_order: 'time',
  stale: 'time',
  point_in_time: 'time',
  labels_pending: 'time',
  volume: 'volume',
  rows_rejected: 'volume',
  rows_duplicate: 'volume',
  same_content: 'volume',
  latency: 'service',
  error_rate: 'service',
}

/** From the most to the least pressing. */
export const SEVERITIES_DOWN = [
  'high',
  'moderate',
  'low',
  'info',
] as const satisfies readonly QualitySeverity[]

/** What a finding is about; codes of a later version are in `other`. */
export function groupOf(code: string): QualityGroup {
  return Object.hasOwn(GROUP_OF, code) ? GROUP_OF[code] : 'other'
}

export type BoardGroup = {
  readonly group: QualityGroup
  /** The most pressing first. */
  readonly findings: readonly QualityFinding[]
  /** Whether the logs have the columns that its checks need. */
  readonly checked: boolean
}

/** The findings by what they mean; every group is there, so that what was looked at and found sound is said too. */
export function boardOf(
  findings: readonly QualityFinding[],
  imports: readonly Pick<ImportDocument, 'roles'>[],
): readonly BoardGroup[] {
  const roles = new Set(imports.flatMap((one) => Object.values(one.roles)))
  return QUALITY_GROUPS.map((group) => {
    const own = findings
      .filter(({ code }) => groupOf(code) === group)
      .sort((a, b) => SEVERITIES_DOWN.indexOf(a.severity) - SEVERITIES_DOWN.indexOf(b.severity))
    return { group, findings: own, checked: own.length > 0 || isChecked(group, roles) }
  }).filter(({ group, findings: own }) => group !== 'other' || own.length > 0)
}

function isChecked(group: QualityGroup, roles: ReadonlySet<Role>): boolean {
  switch (group) {
    case 'time':
      return roles.has('timestamp')
    case 'service':
      return roles.has('latency_ms') || roles.has('error')
    case 'schema':
    case 'missing':
    case 'values':
    case 'volume':
    case 'other':
      return true
  }
}
