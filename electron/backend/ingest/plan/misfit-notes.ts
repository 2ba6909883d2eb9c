import { hindrance } from '#shared/domain/kinds.ts'
import { say } from '#shared/words/say.ts'
import { misfitReason } from '../reading/reject-reasons.ts'
import type { FileSample, SampledColumn } from '../sample/types.ts'
import type { ImportPlan } from './plan.ts'

/**
 * Notes on columns that are kept as texts because of a few values, with one of these, its line, and the mend.
 * @param linesBefore lines of the file before those that were looked at.
 */
export function misfitNotes({ samples, columns }: ImportPlan, linesBefore = 0): string[] {
  const texts = new Set(
    columns
      .filter(({ storage, role }) => storage === 'string' && !role.endsWith('_id') && role !== 'ignore')
      .map(({ name }) => name),
  )
  return samples.flatMap((sample) =>
    sample.columns
      .filter(({ name, storage }) => storage === null && texts.has(name))
      .flatMap((column) => noteOn(column, sample, samples.length > 1, linesBefore)),
  )
}

function noteOn(
  { name, texts, later }: SampledColumn,
  { file, dialect, lines }: FileSample,
  named: boolean,
  linesBefore: number,
): string[] {
  const found = hindrance([...texts, ...later], dialect?.decimalComma ?? false)
  if (found === null) return []
  const row = texts.findIndex(found.isMisfit)
  const example = row === -1 ? later.find(found.isMisfit) : texts[row]
  if (example === undefined) return []
  const reason = misfitReason(example, found.storage)
  const line = row === -1 ? undefined : lines[row]
  const where =
    line === undefined
      ? reason
      : named
        ? say('import.note.misfit.line_of_file', { file: file.source.name, line: line + linesBefore, reason })
        : say('import.note.misfit.line', { line: line + linesBefore, reason })
  const { values, misfits } = found
  return [say('import.note.misfit', { name, values, misfits, example: where })]
}
