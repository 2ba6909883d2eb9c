import type { Client } from '#shared/contract/client.ts'
import { AppError } from '#shared/domain/errors.ts'
import { isAtLeast } from '#shared/domain/verdict.ts'
import { SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { defineCommand } from '../command.ts'
import { expandSource, namedSource } from '../drift/comparison-source.ts'
import { namedPolicy } from '../drift/policy-option.ts'
import { driftText } from '../drift/summary-text.ts'
import { EXIT } from '../exit-codes.ts'
import { BACKEND_OPTION, sayBackend } from '../input/backend-option.ts'
import { readMapping } from '../input/mapping-file.ts'
import { reportTargets } from '../input/report-targets.ts'
import { inputFolder } from '../input/workspace.ts'
import { withBackend } from '../session/backend-session.ts'

export const drift = defineCommand({
  summary: 'Compares the current files with the baseline, column by column, and says what drifted.',
  details: [
    'Files are CSV, TSV, NDJSON, JSON, Parquet (.parquet, .pq) or Arrow (.arrow, .feather), also .gz or .zst. Several files and patterns are one log; "-" is standard input.',
    'Example: driftdesk drift --reference march/*.csv --current april/*.csv --report drift.html --fail-on high',
  ],
  positionals: {
    usage: '[FILE…]',
    help: 'With --split: the files that are cut in two.',
    minimum: 0,
    maximum: Number.POSITIVE_INFINITY,
  },
  options: {
    reference: { kind: 'list', value: 'FILE…', help: 'The baseline.' },
    current: { kind: 'list', value: 'FILE…', help: 'What is compared with the baseline.' },
    log: { kind: 'list', value: 'FILE…', help: 'With --split: the files that are cut in two.' },
    split: {
      kind: 'text',
      value: 'TIME|SHARE',
      help: 'Cut one set of files: before TIME against from TIME on, or the first SHARE of the rows against the rest.',
    },
    map: { kind: 'text', value: 'MAP.json', help: 'Roles of the columns, timezone, task.' },
    policy: {
      kind: 'text',
      value: 'NAME|FILE',
      help: `The rule that turns numbers into verdicts: ${SEVERITY_POLICIES.map(({ name }) => name).join(', ')} (default: default), or a YAML or JSON file with one of your own.`,
    },
    by: {
      kind: 'text',
      value: 'COLUMN',
      help: 'Say which of its values carry the drift of every other column.',
    },
    report: {
      kind: 'repeated',
      value: 'OUT.html',
      help: 'Write a report: .html, .pdf, .json or .csv. May be given several times.',
    },
    'fail-on': {
      kind: 'choice',
      choices: ['low', 'moderate', 'high'],
      help: 'End with exit code 1 when the verdict is at least this bad.',
    },
    workspace: { kind: 'text', value: 'DIR', help: 'Keep rows and result in this workspace.' },
    seed: {
      kind: 'integer',
      value: 'N',
      minimum: 0,
      maximum: 0xffff_ffff,
      help: 'Seed of everything that is simulated.',
    },
    backend: BACKEND_OPTION,
  },
  run: async (invocation) => {
    const { values, positionals, terminal, folder } = invocation
    const source = await expandSource(
      namedSource({ ...values, files: [...values.log, ...positionals] }),
      folder,
    )
    const targets = await reportTargets(values.report, folder)
    const policy = await namedPolicy(values.policy, folder)
    const mapping = values.map === undefined ? undefined : await readMapping(values.map, folder)
    return withBackend(
      invocation,
      { workspace: inputFolder(values.workspace, folder), quiet: values.quiet },
      async ({ client, grant, runJob, deliveringTo }) => {
        if (targets.some(({ format }) => format === 'pdf')) await requirePdf(client)
        const { run } = await runJob('drift.run', {
          source:
            source.kind === 'pair'
              ? {
                  kind: 'pair',
                  reference: await grant(source.reference),
                  current: await grant(source.current),
                }
              : { kind: 'split', files: await grant(source.files), at: source.at },
          ...(mapping === undefined ? {} : { mapping }),
          ...(policy === null
            ? {}
            : 'name' in policy
              ? { policy: policy.name }
              : { policy_file: (await grant([policy.file]))[0] }),
          ...(values.by === undefined ? {} : { by: values.by }),
          ...(values.seed === undefined ? {} : { seed: values.seed }),
          ...(values.backend === undefined ? {} : { backend: values.backend }),
        })
        for (const { path, format } of targets) {
          await deliveringTo(path, () => runJob('reports.save', { run, format }))
        }
        const { document } = await client.query('drift.get', { run })
        sayBackend(terminal, values, document.engine.backend, document.multivariate?.backend?.reason)
        if (values.json) terminal.out(`${JSON.stringify(document)}\n`)
        else terminal.out(driftText(document, terminal))
        const floor = values['fail-on']
        return floor !== undefined && isAtLeast(document.summary.verdict, floor) ? EXIT.badNews : EXIT.done
      },
    )
  },
})

/** Refuses before the work, not after it. */
async function requirePdf(client: Client): Promise<void> {
  const { pdf } = await client.query('app.capabilities', {})
  if (!pdf.available) {
    throw new AppError(
      'NOT_AVAILABLE',
      `A PDF cannot be printed here: ${pdf.reason ?? ''}`,
      'Or report as .html.',
    )
  }
}
