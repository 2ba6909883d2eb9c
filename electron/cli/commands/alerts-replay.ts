import { resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { parseRulesText } from '#backend/monitors/alerts/rule-file.ts'
import { AppError } from '#shared/domain/errors.ts'
import { alertsReplayText } from '../alerts/replay-text.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import {
  MORE_FILES,
  SCORED_LOG_OPTIONS,
  scoredLogInput,
  scoredSourceOf,
} from '../input/scored-log-options.ts'
import { onsetOption } from '../input/time-option.ts'
import { withBackend } from '../session/backend-session.ts'

const { log, reference, labels, map, workspace } = SCORED_LOG_OPTIONS

export const alertsReplay = defineCommand({
  summary:
    'Says what alert rules would have done with a log: alerts a day, lead, false alarms, what was suppressed.',
  details: [
    'Labels count from when they came; without --onset the onset is found from them.',
    'Example: driftdesk alerts replay --log march.csv --rules rules.yaml --labels outcomes.csv --json',
  ],
  positionals: MORE_FILES,
  options: {
    log,
    reference,
    labels,
    map,
    workspace,
    rules: { kind: 'text', value: 'R.yaml', help: 'The rules, YAML or JSON.' },
    onset: { kind: 'text', value: 'TIME', help: 'When the fault began, ISO 8601.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('alerts replay', values, positionals, folder)
    if (values.rules === undefined) {
      throw new AppError(
        'USAGE',
        '--rules is missing.',
        'Write driftdesk alerts replay --log FILE… --rules R.yaml.',
      )
    }
    const text = await readConfigurationFile(resolve(folder, values.rules), values.rules)
    // Rules that cannot be read are told before the log is.
    parseRulesText(text, values.rules)
    const onset = onsetOption(values.onset)
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('alerts.replay', {
        source: await scoredSourceOf(input, session),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        text,
        ...(onset === undefined ? {} : { onset }),
      })
      terminal.out(
        values.json ? `${JSON.stringify(document)}\n` : alertsReplayText(document, terminal.columns),
      )
      return EXIT.done
    })
  },
})
