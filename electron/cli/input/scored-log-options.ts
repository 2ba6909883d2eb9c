import type { Mapping } from '#shared/contract/mapping.ts'
import type { ScoredSource } from '#shared/contract/scored-source.ts'
import { AppError } from '#shared/domain/errors.ts'
import { formatWindowSize, parseWindowSize } from '#shared/domain/window-size.ts'
import type { OptionSpecs, OptionValues, Positionals } from '../arguments/options.ts'
import type { BackendSession } from '../session/backend-session.ts'
import { BACKEND_OPTION } from './backend-option.ts'
import { expandFiles, STANDARD_INPUT } from './expand-files.ts'
import { readMapping } from './mapping-file.ts'
import { inputFolder } from './workspace.ts'

/** Options of every command that reads a log with scores, and labels that came later. */
export const SCORED_LOG_OPTIONS = {
  log: { kind: 'list', value: 'FILE…', help: 'The log with predictions; several files are one log.' },
  reference: { kind: 'list', value: 'FILE…', help: 'The baseline, with its labels.' },
  labels: { kind: 'list', value: 'FILE…', help: 'Labels that came later, joined by prediction_id.' },
  map: { kind: 'text', value: 'MAP.json', help: 'Roles of the columns, timezone, task, positive class.' },
  window: {
    kind: 'text',
    value: '1h|1d|1w|1mo|5000r',
    help: 'Windows of time (UTC) or of rows; chosen by the length of the log when not given.',
  },
  by: { kind: 'repeated', value: 'COLUMN', help: 'Segments: measure each value of this column too.' },
  workspace: { kind: 'text', value: 'DIR', help: 'Keep the rows in this workspace.' },
  seed: {
    kind: 'integer',
    value: 'N',
    minimum: 0,
    maximum: 0xffff_ffff,
    help: 'Seed of everything that is simulated.',
  },
  backend: BACKEND_OPTION,
} as const satisfies OptionSpecs

/** Files without an option are more of the log. */
export const MORE_FILES: Positionals = {
  usage: '[FILE…]',
  help: 'More files of the log.',
  minimum: 0,
  maximum: Number.POSITIVE_INFINITY,
}

/** What the common options say, checked before any work is done. */
export type ScoredLogInput = {
  /** Absolute paths, or `-`. */
  readonly log: readonly string[]
  readonly reference: readonly string[]
  readonly labels: readonly string[]
  readonly mapping: Mapping | undefined
  /** As `parseWindowSize` reads it; undefined when not given. */
  readonly window: string | undefined
  readonly by: readonly string[]
  readonly seed: number | undefined
  readonly workspace: string | undefined
}

/**
 * Reads the common options. Files without an option count as the log.
 * @throws AppError `USAGE` without a log, for standard input twice or a bad window; `FILE_NOT_FOUND`, `MAPPING_INVALID`.
 */
export async function scoredLogInput(
  command: string,
  values: Pick<OptionValues<typeof SCORED_LOG_OPTIONS>, 'log' | 'map'> &
    Partial<OptionValues<typeof SCORED_LOG_OPTIONS>>,
  positionals: readonly string[],
  folder: string,
): Promise<ScoredLogInput> {
  const log = [...values.log, ...positionals]
  const reference = values.reference ?? []
  const labels = values.labels ?? []
  if (log.length === 0) {
    throw new AppError('USAGE', '--log is missing.', `Write driftdesk ${command} --log FILE….`)
  }
  if ([...log, ...reference, ...labels].filter((name) => name === STANDARD_INPUT).length > 1) {
    throw new AppError(
      'USAGE',
      'Standard input ("-") can be read only once.',
      'Write one of the two into a file.',
    )
  }
  return {
    log: await expandFiles(log, folder),
    reference: await expandFiles(reference, folder),
    labels: await expandFiles(labels, folder),
    mapping: values.map === undefined ? undefined : await readMapping(values.map, folder),
    window: windowOption(values.window),
    by: (values.by ?? []).flatMap((names) => names.split(',').filter((name) => name !== '')),
    seed: values.seed,
    workspace: inputFolder(values.workspace, folder),
  }
}

/** The source of a job, with its files handed to the backend. */
export async function scoredSourceOf(
  { log, reference, labels }: Pick<ScoredLogInput, 'log' | 'reference' | 'labels'>,
  { grant }: Pick<BackendSession, 'grant'>,
): Promise<ScoredSource> {
  return {
    kind: 'files',
    log: await grant(log),
    ...(reference.length === 0 ? {} : { reference: await grant(reference) }),
    ...(labels.length === 0 ? {} : { labels: await grant(labels) }),
  }
}

function windowOption(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return formatWindowSize(parseWindowSize(text))
  } catch (error) {
    if (error instanceof AppError) throw new AppError('USAGE', `--window: ${error.message}`, error.mend)
    throw error
  }
}
