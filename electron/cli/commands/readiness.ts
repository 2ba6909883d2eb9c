import type { ReadinessDocument } from '#shared/contract/documents/readiness.ts'
import { AppError } from '#shared/domain/errors.ts'
import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'
import { safeText } from '../terminal/width.ts'

export const readinessCommand = defineCommand({
  summary: 'Answers from measurements and drills whether a model may be deployed.',
  details: [
    'Five questions: feedback isolation, blast radius, drift detection time, human override under 60 s, diversity.',
    '4 or 5 yes: ready; 2 or 3: improve; 0 or 1: do not deploy. Unknown counts as no.',
  ],
  positionals: NO_POSITIONALS,
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace of the model.' },
    model: { kind: 'text', value: 'NAME', help: 'The model.' },
    'fail-on': {
      kind: 'choice',
      choices: ['improve', 'do_not_deploy'],
      help: 'End with exit code 1 when the answer is at least this bad.',
    },
  },
  run: async (invocation) => {
    const { values, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    const { model } = values
    if (model === undefined) throw new AppError('USAGE', '--model is missing.', 'Name the model.')
    const document = await withBackend(invocation, { workspace, quiet: values.quiet }, ({ runJob }) =>
      runJob('readiness.run', { model }),
    )
    terminal.out(values.json ? `${JSON.stringify(document)}\n` : readinessText(document))
    const floor = values['fail-on']
    const isBad =
      floor !== undefined &&
      (document.verdict === 'do_not_deploy' || (floor === 'improve' && document.verdict === 'improve'))
    return isBad ? EXIT.badNews : EXIT.done
  },
})

function readinessText({ model, verdict, score, questions }: ReadinessDocument): string {
  const lines = questions.flatMap(({ question, answer, finding, measured_at, settles }) => [
    `  ${answer.padEnd(8)}${question.replaceAll('_', ' ')}: ${safeText(finding)}${measured_at === null ? '' : ` (${measured_at})`}`,
    ...(settles === null ? [] : [`          ${safeText(settles)}`]),
  ])
  return [`${safeText(model)}: ${verdict.replaceAll('_', ' ')} (${score} of 5)`, ...lines, ''].join('\n')
}
