import { text } from 'node:stream/consumers'
import { AppError } from '#shared/domain/errors.ts'
import type { StatAnswer } from '#shared/stats/catalogue/definition.ts'
import { listStats, runStat } from '#shared/stats/catalogue/run.ts'
import { columns } from '../arguments/help.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { readText } from '../input/read-text.ts'

const SCHEMA = 'driftdesk.stat/1'

export const stat = defineCommand({
  summary: 'Computes one statistic from lists in a JSON file, or many of them from a file of requests.',
  details: [
    'The input is {"reference": […], "current": […], "reference_counts": […], "current_counts": […], "labels": […], "scores": […], "params": {}}, whichever the statistic takes; null in a list is a missing value.',
    'With --batch each line is such an object with its "name", and each line of the output is its answer, in order; a request that is refused answers with "error", and the exit code is then 2.',
    'Example: driftdesk stat psi --input counts.json --json',
  ],
  positionals: { usage: '[NAME]', help: 'The statistic; --list tells the names.', minimum: 0, maximum: 1 },
  options: {
    input: { kind: 'text', value: 'FILE.json', help: 'Lists and parameters; "-" is standard input.' },
    batch: { kind: 'text', value: 'FILE.ndjson', help: 'One request a line; "-" is standard input.' },
    list: { kind: 'flag', help: 'List the statistics with what they take.' },
    seed: {
      kind: 'integer',
      value: 'N',
      minimum: 0,
      maximum: 0xffff_ffff,
      help: 'Seed for statistics that draw at random, where the request has none.',
    },
  },
  run: async (invocation) => {
    const { values, positionals, terminal } = invocation
    const [name] = positionals
    const asked = [name !== undefined, values.batch !== undefined, values.list].filter(Boolean).length
    if (asked !== 1) {
      throw new AppError(
        'USAGE',
        asked === 0 ? 'Nothing was asked for.' : 'NAME, --batch and --list exclude each other.',
        'Write driftdesk stat NAME --input FILE.json, driftdesk stat --batch FILE.ndjson or driftdesk stat --list.',
      )
    }
    if (values.list) {
      terminal.out(values.json ? `${JSON.stringify(catalogueDocument())}\n` : catalogueText())
      return EXIT.done
    }
    if (values.batch !== undefined) return answerBatch(values.batch, values.seed, invocation)
    if (values.input === undefined) {
      throw new AppError('USAGE', '--input is missing.', 'Name a file: --input FILE.json.')
    }
    const request = parseJson(await read(values.input, invocation), values.input)
    const answer = runStat(name ?? '', withSeed(name ?? '', request, values.seed))
    terminal.out(values.json ? answerLine(name ?? '', answer) : answerText(name ?? '', answer))
    return EXIT.done
  },
})

async function answerBatch(
  file: string,
  seed: number | undefined,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const lines = (await read(file, surroundings)).split(/\r?\n/)
  let requests = 0
  let refused = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    requests += 1
    let name = ''
    try {
      const request = parseJson(line, `${file}, line ${index + 1}`)
      name = nameOf(request)
      surroundings.terminal.out(answerLine(name, runStat(name, withSeed(name, request, seed))))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { code, message, mend } = error
      refused += 1
      const nothing = { value: null, statistic: null, p_value: null, df: null }
      const detail = { reason: message }
      surroundings.terminal.out(
        `${JSON.stringify({ schema: SCHEMA, name, ...nothing, detail, error: { code, message, mend } })}\n`,
      )
    }
  }
  if (requests === 0)
    throw new AppError('FILE_EMPTY', `${file} has no requests.`, 'Write one JSON object a line.')
  if (refused === 0) return EXIT.done
  surroundings.terminal.say(
    `driftdesk: ${refused} of ${requests} requests were refused. Their lines of the output say why, under "error".`,
  )
  return EXIT.badInput
}

function read(file: string, { stdin, folder }: Surroundings): Promise<string> {
  return file === '-' ? text(stdin) : readText(file, folder)
}

function parseJson(content: string, where: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new AppError(
      'FORMAT_INVALID',
      `${where} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Write missing values as null; JSON has no NaN.',
      { cause: error },
    )
  }
}

function nameOf(request: unknown): string {
  const name: unknown =
    typeof request === 'object' && request !== null ? Reflect.get(request, 'name') : undefined
  if (typeof name === 'string') return name
  throw new AppError(
    'BAD_PARAMS',
    'A request has no "name".',
    'Give the name of a statistic: {"name": "psi", …}.',
  )
}

/** The request with the seed of the command line, where the statistic has one and the request does not. */
function withSeed(name: string, request: unknown, seed: number | undefined): unknown {
  if (seed === undefined || typeof request !== 'object' || request === null) return request
  const entry = listStats().find((known) => known.name === name)
  if (entry === undefined || !Object.hasOwn(entry.params, 'seed')) return request
  const params: unknown = Reflect.get(request, 'params') ?? {}
  return typeof params === 'object' ? { ...request, params: { seed, ...params } } : request
}

function answerLine(name: string, answer: StatAnswer): string {
  return `${JSON.stringify({ schema: SCHEMA, name, ...answer }, plainArrays)}\n`
}

/** Typed arrays as lists; JSON would write them as objects. */
function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value
}

function answerText(name: string, { value, statistic, p_value, df, detail }: StatAnswer): string {
  const numbers = { value, statistic, p_value, df, ...detail }
  const rows = Object.entries(numbers).filter(([, own]) => own !== null && typeof own !== 'object')
  if (rows.length === 0) return `${name}: nothing to say.\n`
  return `${[name, ...columns(rows.map(([key, own]) => [key, String(own)] as const))].join('\n')}\n`
}

function catalogueDocument() {
  return { schema: 'driftdesk.stat_list/1', statistics: listStats() }
}

function catalogueText(): string {
  return `${columns(listStats().map(({ name, summary }) => [name, summary] as const)).join('\n')}\n`
}
