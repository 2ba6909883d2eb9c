import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readConfigurationFile } from '#backend/configuration/read-file.ts'
import { AppError } from '#shared/domain/errors.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { fleetText } from '../feedback/fleet-text.ts'
import { SCORED_LOG_OPTIONS, scoredLogInput } from '../input/scored-log-options.ts'
import { withBackend } from '../session/backend-session.ts'

const { log, labels, map, workspace, seed } = SCORED_LOG_OPTIONS
const MANIFEST = /\.(ya?ml|json)$/i

export const fleet = defineCommand({
  summary:
    'Looks at several models together: loops, cascades, drift at one time, proxy gaming, common failures.',
  details: [
    'Rows are told apart by the role model; without it each file is the log of the model that it is called after. A manifest is one YAML or JSON file a model and says, for instance, which columns other models put out.',
    'Example: driftdesk fleet --manifest manifests --log logs/*.parquet --fail-on-fired',
  ],
  positionals: {
    usage: '[FILE…]',
    help: 'More logs.',
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
  },
  options: {
    log: { ...log, help: 'Logs of the fleet.' },
    labels,
    manifest: { kind: 'text', value: 'DIR', help: 'Folder with a manifest for each model.' },
    map,
    workspace,
    seed,
    'fail-on-fired': { kind: 'flag', help: 'End with exit code 1 when one of the five modes is found.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('fleet', values, positionals, folder)
    const manifests = values.manifest === undefined ? [] : await readFolder(resolve(folder, values.manifest))
    return withBackend(invocation, { workspace: input.workspace, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('fleet.run', {
        source: {
          kind: 'files',
          files: await session.grant(input.log),
          ...(input.labels.length === 0 ? {} : { labels: await session.grant(input.labels) }),
        },
        ...(input.mapping === undefined ? {} : { mapping: input.mapping }),
        ...(values.manifest === undefined ? {} : { manifests }),
        ...(input.seed === undefined ? {} : { seed: input.seed }),
      })
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : fleetText(document, terminal))
      return values['fail-on-fired'] && document.modes.some(({ fired }) => fired) ? EXIT.badNews : EXIT.done
    })
  },
})

async function readFolder(folder: string): Promise<{ file: string; text: string }[]> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no folder ${folder}.`,
      'Name the folder with the manifests: --manifest DIR.',
      {
        cause,
      },
    )
  })
  const files = entries.filter((name) => MANIFEST.test(name)).sort()
  if (files.length === 0) {
    throw new AppError(
      'FILE_NOT_FOUND',
      `There is no manifest in ${folder}.`,
      'Put a YAML or JSON file for each model there, or leave --manifest out.',
    )
  }
  return Promise.all(
    files.map(async (file) => ({ file, text: await readConfigurationFile(join(folder, file)) })),
  )
}
