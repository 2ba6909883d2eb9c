import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { csvText } from '#backend/reports/csv/csv-cells.ts'
import type { LatencyDocument } from '#shared/contract/documents/latency.ts'
import { latencyCells } from '#shared/contract/documents/latency-cells.ts'
import { AppError } from '#shared/domain/errors.ts'
import { SHIFT_KINDS } from '#shared/stats/injection/shift.ts'
import { STREAM_METHOD_NAMES } from '#shared/stats/streams/detectors.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import {
  MORE_FILES,
  SCORED_LOG_OPTIONS,
  scoredLogInput,
  scoredSourceOf,
} from '../input/scored-log-options.ts'
import { latencyText } from '../scenarios/latency-text.ts'
import { withBackend } from '../session/backend-session.ts'

const { log, reference, labels, map, window, seed, workspace } = SCORED_LOG_OPTIONS

export const scenarioInject = defineCommand({
  summary: 'Puts a shift into your own log many times, and says how long each detector takes to notice.',
  details: [
    'Kinds: mean (in σ), spread (in parts of the spread); tail, mix, sentinel, missing and flip (shares of the rows).',
    'Example: driftdesk scenario inject --log april.csv --reference march.csv --column amount --kind mean --size 0.1,0.3,1',
  ],
  positionals: MORE_FILES,
  options: {
    log,
    reference,
    labels,
    map,
    workspace,
    window,
    seed,
    kind: { kind: 'choice', choices: SHIFT_KINDS, help: 'What is done to the rows (default: mean).' },
    column: { kind: 'text', value: 'NAME', help: 'The column that is shifted; flip needs none.' },
    size: {
      kind: 'repeated',
      value: 'N[,N…]',
      help: 'Sizes of the shift; a few that suit it when not given.',
    },
    ramp: { kind: 'text', value: '1d|2000r', help: 'How long the shift takes to grow (default: at once).' },
    slice: { kind: 'text', value: 'COLUMN=VALUE', help: 'Shift only rows with this value.' },
    steady: {
      kind: 'flag',
      help: 'Mix the rows of log and baseline first, so that nothing but the shift differs.',
    },
    sentinel: { kind: 'text', value: 'N', help: 'What a sentinel is (default: -999).' },
    trials: { kind: 'integer', value: 'N', minimum: 5, maximum: 2_000, help: 'Trials a size (default: 50).' },
    detector: {
      kind: 'repeated',
      value: 'NAME',
      help: `Stream detectors to try: ${STREAM_METHOD_NAMES.join(', ')}.`,
    },
    out: { kind: 'text', value: 'FILE.csv', help: 'Write the curves to this file, too.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('scenario inject', values, positionals, folder)
    const sizes = values.size.flatMap((text) => text.split(',')).map((text) => numberOption('--size', text))
    const streams = values.detector.flatMap((names) => names.split(',')).map(streamOption)
    const kind = SHIFT_KINDS.find((known) => known === values.kind) ?? 'mean'
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('latency.run', {
        source: await scoredSourceOf(input, session),
        kind,
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        ...(values.column === undefined ? {} : { column: values.column }),
        ...(sizes.length === 0 ? {} : { sizes }),
        ...(values.ramp === undefined ? {} : { ramp: values.ramp }),
        ...(values.slice === undefined ? {} : { slice: sliceOption(values.slice) }),
        steady: values.steady,
        ...(values.sentinel === undefined ? {} : { sentinel: numberOption('--sentinel', values.sentinel) }),
        ...(input.window === undefined ? {} : { window: input.window }),
        ...(values.trials === undefined ? {} : { trials: values.trials }),
        ...(streams.length === 0 ? {} : { streams }),
        ...(input.seed === undefined ? {} : { seed: input.seed }),
      })
      if (values.out !== undefined) await writeFile(resolve(folder, values.out), csvOf(document))
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : latencyText(document, terminal.columns))
      return EXIT.done
    })
  },
})

function numberOption(option: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new AppError('USAGE', `${option} ${text} is no number.`, `Write ${option} 0.5.`)
}

function streamOption(name: string) {
  const known = STREAM_METHOD_NAMES.find((one) => one === name)
  if (known !== undefined) return known
  throw new AppError(
    'USAGE',
    `There is no stream detector "${name}".`,
    `Choose from ${STREAM_METHOD_NAMES.join(', ')}.`,
  )
}

function sliceOption(text: string): { column: string; value: string } {
  const at = text.indexOf('=')
  if (at > 0) return { column: text.slice(0, at), value: text.slice(at + 1) }
  throw new AppError('USAGE', `--slice ${text} names no value.`, 'Write --slice city=Pune.')
}

function csvOf(document: LatencyDocument): string {
  return csvText([
    [
      'detector',
      'size',
      'trials',
      'detected',
      'probability',
      'probability_low',
      'probability_high',
      'median_delay_rows',
      'p90_delay_rows',
      'median_delay_seconds',
      'p90_delay_seconds',
    ],
    ...latencyCells(document),
  ])
}
