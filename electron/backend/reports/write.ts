import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Distribution, ReportFormat } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { OutgoingFile, Platform } from '../platform.ts'
import type { Store } from '../store/types.ts'
import { importsOf } from './imports-of.ts'
import { REPORT_MEDIA, renderReport, reportFileName } from './render.ts'
import type { ReportInput } from './report-input.ts'

/**
 * Writes the report of a finished comparison into the folder of this process. Whoever asked moves the file on.
 * @throws AppError `NOT_FOUND` for the run, `NOT_AVAILABLE` for PDF where nothing can print it.
 */
export async function writeReport(
  { platform, store }: { readonly platform: Platform; readonly store: Store },
  run: RunId,
  format: ReportFormat,
): Promise<OutgoingFile> {
  const { pdf, paths } = platform
  if (format === 'pdf' && !pdf.available) {
    throw new AppError('NOT_AVAILABLE', say('error.pdf', { reason: pdf.reason }), say('error.pdf.mend'))
  }
  const input = await readReportInput(store, run)
  const name = reportFileName(input, format)
  const path = join(paths.temporary, `${run}-${name}`)
  if (format === 'pdf' && pdf.available) {
    const page = `${path}.html`
    await writeFile(page, renderReport(input, 'html'))
    try {
      await pdf.print(page, path)
    } finally {
      await rm(page, { force: true })
    }
  } else if (format !== 'pdf') {
    await writeFile(path, renderReport(input, format))
  }
  return { path, name, media: REPORT_MEDIA[format] }
}

/** All that the report of a run is made from. */
export async function readReportInput(store: Store, run: RunId): Promise<ReportInput> {
  const { summary, document, datasets } = await store.getRun(run)
  const imports = await importsOf(store, datasets)
  const distributions = new Map<string, Distribution>()
  for (const { name } of document.columns) {
    const { distribution } = await store.getRunColumn(run, name)
    if (distribution !== null) distributions.set(name, distribution)
  }
  return { summary, document, heatmap: await heatmapOf(store, run), imports, distributions }
}

async function heatmapOf(store: Store, run: RunId): Promise<ReportInput['heatmap']> {
  try {
    return await store.getRunHeatmap(run)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_AVAILABLE') return null
    throw error
  }
}
