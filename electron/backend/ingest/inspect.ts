import type { Inspection } from '#shared/contract/sources.ts'
import { misfitNotes } from './plan/misfit-notes.ts'
import type { ImportPlan, PlannedColumn } from './plan/plan.ts'

/** What a plan says to a person before anything is imported. */
export function describePlan(plan: ImportPlan): Inspection {
  const time = plan.columns.find(({ role }) => role === 'timestamp')?.summary
  return {
    files: plan.samples.map(({ file }) => ({
      name: file.source.name,
      format: file.compression === 'none' ? file.format : `${file.format}, ${file.compression}`,
      bytes: file.bytes,
    })),
    columns: plan.columns.map((column) => ({
      name: column.name,
      storage: column.storage,
      kind: column.kind,
      role: column.role,
      confidence: column.mapped ? 1 : column.guess.confidence,
      because: column.mapped ? 'The mapping says so' : column.guess.because,
      samples: column.summary.samples.map((text) => shownSample(column, text)),
      distinct: column.summary.distinct,
      missing: column.summary.missing,
    })),
    rows_sampled: plan.samples.reduce((sum, { rows }) => sum + rows, 0),
    time_range:
      time === undefined || time.minimum === null || time.maximum === null
        ? null
        : [new Date(time.minimum).toISOString(), new Date(time.maximum).toISOString()],
    task: plan.task,
    notes: [...plan.notes, ...misfitNotes(plan)],
  }
}

const LONGEST_SAMPLE = 80

function shownSample({ storage, time }: PlannedColumn, text: string): string {
  if (storage === 'timestamp' && time === 'epoch_ms' && /^-?\d+(\.\d+)?$/.test(text)) {
    const date = new Date(Number(text))
    if (!Number.isNaN(date.getTime())) return date.toISOString()
  }
  return text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE)}…` : text
}
