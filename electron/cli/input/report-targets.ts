import { stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { REPORT_FORMATS, type ReportFormat } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'

export type ReportTarget = { readonly path: string; readonly name: string; readonly format: ReportFormat }

/**
 * Where reports go and in which format, by the file's extension. Checked before any work is done.
 * @throws AppError `USAGE` for an unknown extension or a missing folder.
 */
export async function reportTargets(
  names: readonly string[],
  folder: string,
): Promise<readonly ReportTarget[]> {
  const targets: ReportTarget[] = []
  for (const name of names) {
    const extension = extname(name).slice(1).toLowerCase()
    const format = REPORT_FORMATS.find((known) => known === (extension === 'htm' ? 'html' : extension))
    if (format === undefined) {
      throw new AppError(
        'USAGE',
        `--report ${name} has no known format.`,
        `End its name in ${REPORT_FORMATS.map((known) => `.${known}`).join(', ')}.`,
      )
    }
    const path = resolve(folder, name)
    const parent = dirname(path)
    const there = await stat(parent).catch((error: NodeJS.ErrnoException) => error)
    if (there instanceof Error || !there.isDirectory()) {
      throw new AppError('USAGE', `There is no folder ${parent} for the report.`, 'Create it first.')
    }
    targets.push({ path, name: basename(path), format })
  }
  return targets
}
