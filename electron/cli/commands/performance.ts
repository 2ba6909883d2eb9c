import { AppError } from '#shared/domain/errors.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { sayBackend } from '../input/backend-option.ts'
import { readManifestFiles } from '../input/manifest-files.ts'
import {
  MORE_FILES,
  SCORED_LOG_OPTIONS,
  scoredLogInput,
  scoredSourceOf,
} from '../input/scored-log-options.ts'
import { performanceText } from '../performance/performance-text.ts'
import { withBackend } from '../session/backend-session.ts'

export const performanceCommand = defineCommand({
  summary: 'Metrics of a model window by window, before and after its labels come, against a baseline.',
  details: [
    'Labels are a column of the log, or come in files of their own (--labels) and are joined by prediction_id. Without --reference the start of the log stands for the baseline.',
    'Example: driftdesk performance --log 2026-*.parquet --reference 2025.parquet --labels outcomes.csv --window 1w --estimate',
  ],
  positionals: MORE_FILES,
  options: {
    ...SCORED_LOG_OPTIONS,
    manifest: {
      kind: 'text',
      value: 'FILE|DIR',
      help: 'Manifest of the model (or a folder of them): costs, thresholds, protected attributes, task.',
    },
    estimate: {
      kind: 'flag',
      help: 'Estimate the metrics where labels are missing, and confront the estimates.',
    },
    threshold: {
      kind: 'repeated',
      value: 'SCORE',
      help: 'Score from which on a decision is positive (default 0.5 where the log has no predictions).',
    },
    'cost-false-positive': { kind: 'text', value: 'N', help: 'What a false alarm costs.' },
    'cost-false-negative': { kind: 'text', value: 'N', help: 'What a missed positive costs.' },
    protected: { kind: 'repeated', value: 'COLUMN', help: 'Protected attribute: rates by its groups.' },
    k: { kind: 'integer', value: 'N', minimum: 1, maximum: 10_000, help: 'Places of a ranking that count.' },
    tolerance: { kind: 'text', value: 'N', help: 'Greatest error of a regression that is within tolerance.' },
    'fail-on': {
      kind: 'choice',
      choices: ['low', 'moderate', 'high'],
      help: 'End with exit code 1 when the verdict is at least this bad.',
    },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('performance', values, positionals, folder)
    const costs = costsOf(values['cost-false-positive'], values['cost-false-negative'])
    const tolerance = numberOption('tolerance', values.tolerance)
    const thresholds = values.threshold.map((text) => numberOption('threshold', text) ?? 0)
    const manifests =
      values.manifest === undefined ? undefined : await readManifestFiles(values.manifest, folder)
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('performance.run', {
        source: await scoredSourceOf(input, session),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        ...(manifests === undefined ? {} : { manifests }),
        ...(input.window === undefined ? {} : { window: input.window }),
        ...(input.by.length === 0 ? {} : { by: [...input.by] }),
        ...(input.seed === undefined ? {} : { seed: input.seed }),
        ...(costs === undefined ? {} : { costs }),
        ...(thresholds.length === 0 ? {} : { thresholds }),
        ...(values.protected.length === 0 ? {} : { protected: [...values.protected] }),
        ...(values.k === undefined ? {} : { k: values.k }),
        ...(tolerance === undefined ? {} : { tolerance }),
        estimate: values.estimate,
      })
      sayBackend(terminal, values, document.engine.backend)
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : performanceText(document, terminal))
      const floor = values['fail-on']
      return floor !== undefined && isAtLeast(document.verdict, floor) ? EXIT.badNews : EXIT.done
    })
  },
})

function costsOf(falsePositive: string | undefined, falseNegative: string | undefined) {
  const first = numberOption('cost-false-positive', falsePositive)
  const second = numberOption('cost-false-negative', falseNegative)
  if (first === undefined && second === undefined) return undefined
  if (first === undefined || second === undefined) {
    throw new AppError(
      'USAGE',
      `--cost-false-${first === undefined ? 'positive' : 'negative'} is missing.`,
      'Give the costs of both errors.',
    )
  }
  return { false_positive: first, false_negative: second }
}

function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw new AppError('USAGE', `--${name} ${text} is no number.`, 'Correct the number.')
}
