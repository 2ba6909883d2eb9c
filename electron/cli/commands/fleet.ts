import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { fleetText } from '../feedback/fleet-text.ts'
import { sayBackend } from '../input/backend-option.ts'
import { readManifestFiles } from '../input/manifest-files.ts'
import { SCORED_LOG_OPTIONS, scoredLogInput } from '../input/scored-log-options.ts'
import { withBackend } from '../session/backend-session.ts'

const { log, labels, map, workspace, seed, backend } = SCORED_LOG_OPTIONS

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
    manifest: { kind: 'text', value: 'FILE|DIR', help: 'Manifest, or folder with one for each model.' },
    map,
    workspace,
    seed,
    backend,
    'fail-on-fired': { kind: 'flag', help: 'End with exit code 1 when one of the five modes is found.' },
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const input = await scoredLogInput('fleet', values, positionals, folder)
    const manifests = values.manifest === undefined ? [] : await readManifestFiles(values.manifest, folder)
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
        ...(values.backend === undefined ? {} : { backend: values.backend }),
      })
      sayBackend(terminal, values, document.engine.backend, document.engine.backend_reason)
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : fleetText(document, terminal))
      return values['fail-on-fired'] && document.modes.some(({ fired }) => fired) ? EXIT.badNews : EXIT.done
    })
  },
})
