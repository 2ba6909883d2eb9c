import { stat } from 'node:fs/promises'
import { workspacePaths } from '#backend/store/workspace-paths.ts'
import type { VerifyDocument } from '#shared/contract/documents/verify.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { requireWorkspace } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'
import { safeText } from '../terminal/width.ts'

export const verify = defineCommand({
  summary: 'Checks that a workspace holds what was written to it: catalogue, audit chain, logs and chunks.',
  details: ['Ends with 1 when something is damaged, changed or missing.'],
  positionals: NO_POSITIONALS,
  options: {
    workspace: { kind: 'text', value: 'DIR', help: 'The workspace to check.' },
  },
  run: async (invocation) => {
    const { values, terminal, folder } = invocation
    const workspace = requireWorkspace(values.workspace, folder)
    await requireCatalogue(workspace)
    const options = { workspace, quiet: values.quiet }
    const document = await withBackend(invocation, options, ({ runJob }) =>
      runJob('workspace.verify', {}),
    ).catch(unopened)
    terminal.out(values.json ? `${JSON.stringify(document)}\n` : verifyText(document))
    return document.ok ? EXIT.done : EXIT.badNews
  },
})

/** Opening a workspace that is not there would create it. */
async function requireCatalogue(workspace: string): Promise<void> {
  const found = await stat(workspacePaths(workspace).catalogue).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error)) return
  throw new AppError('FILE_NOT_FOUND', `There is no workspace in ${workspace}.`, 'Check the folder.', {
    cause: found,
  })
}

/** A catalogue that is too damaged to be opened is what was asked about. */
function unopened(error: unknown): VerifyDocument {
  if (!(error instanceof AppError) || error.code !== 'WORKSPACE_CORRUPT') throw error
  const problem = {
    where: say('verify.catalogue'),
    expected: say('verify.expected.sound'),
    found: error.message,
    mend: error.mend,
  }
  return { schema: 'driftdesk.verify/1', ok: false, checked: 1, problems: [problem] }
}

function verifyText({ ok, checked, problems }: VerifyDocument): string {
  if (ok) return `The workspace is whole (${checked} things checked).\n`
  const lines = problems.map(
    ({ where, expected, found, mend }) =>
      `  ${safeText(where)}: expected ${safeText(expected)}, found ${safeText(found.replace(/\.$/, ''))}. ${safeText(mend)}`,
  )
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return [`${count} in the workspace (${checked} things checked):`, ...lines, ''].join('\n')
}
