import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '#shared/domain/errors.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { scenarioListText, scenarioText } from '../scenarios/scenario-text.ts'
import { withBackend } from '../session/backend-session.ts'

const ROWS = {
  kind: 'integer',
  value: 'N',
  minimum: 1,
  maximum: 20_000_000,
  help: 'Rows of all models together, baselines included (default: 100000).',
} as const
const SEED = {
  kind: 'integer',
  value: 'N',
  minimum: 0,
  maximum: 0xffff_ffff,
  help: 'Seed of everything that is drawn (default: 1).',
} as const

export const scenarioList = defineCommand({
  summary: 'Lists the incident library: generated logs with known answers.',
  details: ['Every scenario is a stylised retelling, not history.'],
  positionals: { usage: '', help: '', minimum: 0, maximum: 0 },
  options: {},
  run: async ({ values, terminal }) => {
    const { listScenarios } = await import('#backend/scenarios/find-scenario.ts')
    const scenarios = listScenarios()
    terminal.out(
      values.json
        ? `${JSON.stringify({ schema: 'driftdesk.scenario_list/1', scenarios })}\n`
        : scenarioListText(scenarios, terminal.columns),
    )
    return EXIT.done
  },
})

export const scenarioGenerate = defineCommand({
  summary:
    'Writes a scenario to a folder: logs, baselines, labels, manifests, policies and what is true of it.',
  details: [
    'The same seed and rows give the same bytes.',
    'Example: driftdesk scenario generate night-playlist --out night --rows 20000',
  ],
  positionals: { usage: 'NAME', help: 'Its name in "scenario list".', minimum: 1, maximum: 1 },
  options: {
    out: { kind: 'text', value: 'DIR', help: 'The folder; made when it is missing.' },
    rows: ROWS,
    seed: SEED,
  },
  run: async ({ values, positionals, terminal, folder }) => {
    if (values.out === undefined) {
      throw new AppError('USAGE', '--out is missing.', 'Write driftdesk scenario generate NAME --out DIR.')
    }
    const { generateScenario } = await import('#backend/scenarios/generate.ts')
    const out = resolve(folder, values.out)
    await mkdir(out, { recursive: true })
    const written = await generateScenario(positionals[0], out, values)
    terminal.out(
      values.json
        ? `${JSON.stringify(written)}\n`
        : `${written.files.map(({ file, rows }) => (rows === null ? file : `${file} (${rows} rows)`)).join('\n')}\n`,
    )
    return EXIT.done
  },
})

export const scenarioRun = defineCommand({
  summary: 'Imports a scenario, runs the monitors, and compares what they say with what is true.',
  details: [
    'Ends with exit code 1 where a monitor missed what it should see or saw what is not there.',
    'Example: driftdesk scenario run all --rows 20000 --json',
  ],
  positionals: { usage: 'NAME|all', help: 'Its name in "scenario list", or all.', minimum: 1, maximum: 1 },
  options: { rows: ROWS, seed: SEED },
  run: async (invocation) => {
    const { values, positionals, terminal } = invocation
    return withBackend(invocation, { workspace: undefined, quiet: values.quiet }, async (session) => {
      const document = await session.runJob('scenarios.run', {
        name: positionals[0],
        ...(values.rows === undefined ? {} : { rows: values.rows }),
        ...(values.seed === undefined ? {} : { seed: values.seed }),
      })
      terminal.out(values.json ? `${JSON.stringify(document)}\n` : scenarioText(document, terminal.columns))
      return document.failed === 0 ? EXIT.done : EXIT.badNews
    })
  },
})
