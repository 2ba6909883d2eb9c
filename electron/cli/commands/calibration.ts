import { CALIBRATION_BINNINGS, CALIBRATION_NORMS } from '#shared/contract/documents/calibration.ts'
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
import { calibrationText } from '../performance/calibration-text.ts'
import { withBackend } from '../session/backend-session.ts'

export const calibrationCommand = defineCommand({
  summary:
    'Says whether probabilities come true: errors, curve, signatures, and what recalibration would gain.',
  details: [
    'Example: driftdesk calibration --log log.csv --labels outcomes.csv --bins 10 --binning equal_width',
  ],
  positionals: MORE_FILES,
  options: {
    ...SCORED_LOG_OPTIONS,
    manifest: {
      kind: 'text',
      value: 'FILE|DIR',
      help: 'Manifest of the model (or a folder of them): task and positive class.',
    },
    bins: {
      kind: 'integer',
      value: 'N',
      minimum: 1,
      maximum: 1_000,
      help: 'Bins of the curve (default: 15 of equal mass, 10 of equal width).',
    },
    binning: {
      kind: 'choice',
      choices: CALIBRATION_BINNINGS,
      help: 'How bins are cut (default: equal_mass).',
    },
    norm: {
      kind: 'choice',
      choices: CALIBRATION_NORMS,
      help: 'Norm of the calibration error (default: l1).',
    },
    'fail-on': {
      kind: 'choice',
      choices: ['low', 'moderate', 'high'],
      help: 'End with exit code 1 when the verdict is at least this bad.',
    },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('calibration', values, positionals, folder)
    const manifests =
      values.manifest === undefined ? undefined : await readManifestFiles(values.manifest, folder)
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('calibration.run', {
        source: await scoredSourceOf(input, session),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        ...(manifests === undefined ? {} : { manifests }),
        ...(input.window === undefined ? {} : { window: input.window }),
        ...(input.by.length === 0 ? {} : { by: [...input.by] }),
        ...(input.seed === undefined ? {} : { seed: input.seed }),
        ...(values.bins === undefined ? {} : { bins: values.bins }),
        ...(values.binning === undefined ? {} : { binning: values.binning }),
        ...(values.norm === undefined ? {} : { norm: values.norm }),
      })
      sayBackend(terminal, values, document.engine.backend)
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : calibrationText(document, terminal))
      const floor = values['fail-on']
      return floor !== undefined && isAtLeast(document.verdict, floor) ? EXIT.badNews : EXIT.done
    })
  },
})
