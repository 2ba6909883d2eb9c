import type { ComparisonSource } from '#shared/contract/sources.ts'
import { AppError } from '#shared/domain/errors.ts'
import { expandFiles, STANDARD_INPUT } from '../input/expand-files.ts'

/** What a comparison reads, as it was named on the command line. */
export type NamedSource =
  | { readonly kind: 'pair'; readonly reference: readonly string[]; readonly current: readonly string[] }
  | {
      readonly kind: 'split'
      readonly files: readonly string[]
      readonly at: Extract<ComparisonSource, { kind: 'split' }>['at']
    }

/**
 * Two sets of files, or one set with a cut.
 * @throws AppError `USAGE` where something is missing, too much, or standard input is asked for twice.
 */
export function namedSource(given: {
  readonly reference: readonly string[]
  readonly current: readonly string[]
  readonly files: readonly string[]
  readonly split: string | undefined
}): NamedSource {
  const { reference, current, files, split } = given
  const all = [...reference, ...current, ...files]
  if (all.filter((name) => name === STANDARD_INPUT).length > 1) {
    throw usage('Standard input ("-") can be read only once.', 'Write one of the two into a file.')
  }
  if (split !== undefined) {
    if (reference.length + current.length > 0) {
      throw usage(
        '--split cuts one set of files, but --reference or --current is given too.',
        'Write driftdesk drift FILE… --split TIME|SHARE.',
      )
    }
    if (files.length === 0)
      throw usage('--split has no files to cut.', 'Name them: driftdesk drift FILE… --split 0.5.')
    return { kind: 'split', files, at: cutAt(split) }
  }
  if (files.length > 0) {
    throw usage(
      `It is not clear on which side "${files[0]}" is.`,
      'Put files after --reference or --current, or cut one set with --split.',
    )
  }
  if (reference.length === 0) throw usage('--reference is missing.', 'Name the baseline: --reference FILE….')
  if (current.length === 0)
    throw usage('--current is missing.', 'Name what is compared with it: --current FILE….')
  return { kind: 'pair', reference, current }
}

/** The same source with its names as files: a wrong name is refused before any work is done. */
export async function expandSource(source: NamedSource, folder: string): Promise<NamedSource> {
  if (source.kind === 'split') return { ...source, files: await expandFiles(source.files, folder) }
  return {
    kind: 'pair',
    reference: await expandFiles(source.reference, folder),
    current: await expandFiles(source.current, folder),
  }
}

function cutAt(text: string): Extract<NamedSource, { kind: 'split' }>['at'] {
  if (/^\d*\.?\d+%?$/.test(text)) {
    const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
    if (share > 0 && share < 1) return { share }
    throw usage(`--split ${text} leaves one side empty.`, 'Give a share between 0 and 1, such as 0.5.')
  }
  // A day alone is UTC; a time without a zone would be this machine's, and differ elsewhere.
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(time) && !Number.isNaN(Date.parse(time))) {
    return { time: new Date(time).toISOString() }
  }
  throw usage(
    `--split ${text} is neither a time with a zone nor a share.`,
    'Write it as 2026-03-12T14:00:00Z, 2026-03-12 or 0.5.',
  )
}

function usage(message: string, mend: string): AppError {
  return new AppError('USAGE', message, mend)
}
