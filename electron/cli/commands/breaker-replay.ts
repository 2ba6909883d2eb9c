import { basename, resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { AppError } from '#shared/domain/errors.ts'
import { replayText } from '../breakers/replay-text.ts'
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

export const breakerReplay = defineCommand({
  summary:
    'Says what a breaker policy would have done with a log: when it trips, what it spares, what it blocks.',
  details: [
    'Several policies are compared on the same rows. Labels count from when they came; without --onset the onset is found from them.',
    'Example: driftdesk breaker replay --log march.csv --policy breaker.yaml --labels outcomes.csv --json',
  ],
  positionals: MORE_FILES,
  options: {
    log,
    reference,
    labels,
    map,
    workspace,
    policy: {
      kind: 'repeated',
      value: 'P.yaml',
      help: 'The policy, YAML or JSON. May be given several times.',
    },
    onset: { kind: 'text', value: 'TIME', help: 'When the fault began, ISO 8601.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('breaker replay', values, positionals, folder)
    if (values.policy.length === 0) {
      throw new AppError(
        'USAGE',
        '--policy is missing.',
        'Write driftdesk breaker replay --log FILE… --policy P.yaml.',
      )
    }
    const policies = await Promise.all(
      values.policy.map(async (name) => ({
        name: basename(name),
        text: await readConfigurationFile(resolve(folder, name), name),
      })),
    )
    const onset = onsetOption(values.onset)
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      // A policy that cannot be read is told before the log is.
      for (const { name, text } of policies) {
        const { faults } = await session.client.query('breakers.check', { text })
        const [fault] = faults
        if (fault !== undefined) {
          throw new AppError(
            'BAD_PARAMS',
            `${name}, line ${fault.line}, column ${fault.column}: ${fault.what}`,
            'Correct the breaker policy there.',
          )
        }
      }
      const { replays } = await session.runJob('breakers.replay', {
        source: await scoredSourceOf(input, session),
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        policies,
        ...(onset === undefined ? {} : { onset }),
      })
      const documents = replays.map(({ document }) => document)
      if (values.json) {
        const [only] = documents
        const printed =
          documents.length === 1 ? only : { schema: 'driftdesk.breaker_comparison/1', replays: documents }
        terminal.out(`${JSON.stringify(printed)}\n`)
      } else terminal.out(documents.map((document) => replayText(document, terminal.columns)).join('\n'))
      return EXIT.done
    })
  },
})
