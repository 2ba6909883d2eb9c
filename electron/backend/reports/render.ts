import type { ReportFormat } from '#shared/contract/operations.ts'
import { driftCsv } from './csv/drift-csv.ts'
import { reportPage } from './html/page.ts'
import type { ReportInput } from './report-input.ts'

export const REPORT_MEDIA: Record<ReportFormat, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
}

/**
 * A report as text: the page, the drift document itself as JSON, or one CSV line a column. PDF is the page printed
 * by a browser, which needs files: see `writeReport`.
 */
export function renderReport(input: ReportInput, format: Exclude<ReportFormat, 'pdf'>): string {
  switch (format) {
    case 'html':
      return reportPage(input)
    case 'json':
      return `${JSON.stringify(input.document, null, 2)}\n`
    case 'csv':
      return driftCsv(input.document)
  }
}

/** What a report file is called: the title made safe for every file system, and the date. */
export function reportFileName(input: ReportInput, format: ReportFormat): string {
  const title = input.summary.title
    .toWellFormed()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `drift-${title === '' ? 'report' : title}-${input.summary.created_at.slice(0, 10)}.${format}`
}
