import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { feedbackText } from '../feedback/feedback-text.ts'
import { sayBackend } from '../input/backend-option.ts'
import {
  MORE_FILES,
  SCORED_LOG_OPTIONS,
  scoredLogInput,
  scoredSourceOf,
} from '../input/scored-log-options.ts'
import { withBackend } from '../session/backend-session.ts'

const { log, labels, map, workspace, backend } = SCORED_LOG_OPTIONS

export const feedback = defineCommand({
  summary: 'Says whether a model feeds on its own output, by seven tests, and how strong the loop is.',
  details: [
    'Needs scores with outcomes; who decided each row (role served_by), times and model_influenced each unlock a test.',
    'Example: driftdesk feedback --log decisions.parquet --labels outcomes.csv --fail-on likely',
  ],
  positionals: MORE_FILES,
  options: {
    log,
    labels,
    map,
    workspace,
    backend,
    'fail-on': {
      kind: 'choice',
      choices: ['possible', 'likely'],
      help: 'End with exit code 1 when the verdict is at least this bad.',
    },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('feedback', values, positionals, folder)
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('feedback.run', {
        source: await scoredSourceOf(input, session),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
      })
      sayBackend(terminal, values, document.engine.backend)
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : feedbackText(document, terminal))
      const floor = values['fail-on']
      const isBad =
        floor !== undefined &&
        (document.verdict === 'likely' || (floor === 'possible' && document.verdict === 'possible'))
      return isBad ? EXIT.badNews : EXIT.done
    })
  },
})
