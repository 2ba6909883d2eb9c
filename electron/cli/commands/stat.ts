import { text } from 'node:stream/consumers'
import { AppError } from '#shared/domain/errors.ts'
import type { StatAnswer } from '#shared/stats/catalogue/definition.ts'
import { listStats } from '#shared/stats/catalogue/run.ts'
import { columns } from '../arguments/help.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { BACKEND_OPTION } from '../input/backend-option.ts'
import { readText } from '../input/read-text.ts'
import { fileChunks, LONGEST_LINE, type TextLine, textLines } from '../input/text-lines.ts'
import { type AnswerOptions, answerStat } from '../stat/answer.ts'

const SCHEMA = 'driftdesk.stat/1'
/** Characters of answers that may wait for a slow reader. */
const FLUSH_AFTER = 1 << 20

export const stat = defineCommand({
  summary: 'Computes one statistic from lists in a JSON file, or many of them from a file of requests.',
  details: [
    'The input is {"reference": […], "current": […], "reference_counts": […], "current_counts": […], "labels": […], "scores": […], "params": {}}, whichever the statistic takes; null in a list is a missing value.',
    'With --batch each line is such an object with its "name", and each line of the output is its answer, in order; a request that is refused answers with "error", which has the number of its line, and the exit code is then 2.',
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
    backend: BACKEND_OPTION,
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
    if (values.batch !== undefined) return answerBatch(values.batch, values, invocation)
    if (values.input === undefined) {
      throw new AppError('USAGE', '--input is missing.', 'Name a file: --input FILE.json.')
    }
    const request = parseJson(await read(values.input, invocation), values.input)
    const seeded = withSeed(name ?? '', request, values.seed)
    const answer = await answerStat(name ?? '', seeded, invocation, values)
    terminal.out(values.json ? answerLine(name ?? '', answer) : answerText(name ?? '', answer))
    return EXIT.done
  },
})

type RequestOptions = AnswerOptions & { readonly seed: number | undefined }

/** Answers each line as it comes, so that neither requests nor answers pile up in memory. */
async function answerBatch(
  file: string,
  options: RequestOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { terminal, signal, stdin, folder } = surroundings
  let requests = 0
  let refused = 0
  let unflushed = 0
  const chunks: AsyncIterable<Uint8Array | string> = file === '-' ? stdin : fileChunks(file, folder)
  for await (const line of textLines(chunks)) {
    if (line.text?.trim() === '') continue
    signal.throwIfAborted()
    requests += 1
    const answer = await answerOne(line, file, options, surroundings)
    if (answer.refused) refused += 1
    terminal.out(answer.line)
    unflushed += answer.line.length
    if (unflushed < FLUSH_AFTER) continue
    await terminal.flush()
    unflushed = 0
  }
  if (requests === 0)
    throw new AppError('FILE_EMPTY', `${file} has no requests.`, 'Write one JSON object a line.')
  if (refused === 0) return EXIT.done
  terminal.say(
    `driftdesk: ${refused} of ${requests} requests were refused. Their lines of the output say why, under "error".`,
  )
  return EXIT.badInput
}

async function answerOne(
  { number, text: content }: TextLine,
  file: string,
  options: RequestOptions,
  surroundings: Surroundings,
): Promise<{ readonly refused: boolean; readonly line: string }> {
  let name = ''
  try {
    if (content === null) {
      throw new AppError(
        'FORMAT_INVALID',
        `${file}, line ${number} is longer than ${LONGEST_LINE} characters.`,
        'Give counts of bins in place of so many values, or fewer of them.',
      )
    }
    const request = parseJson(content, `${file}, line ${number}`)
    name = nameOf(request)
    const seeded = withSeed(name, request, options.seed)
    return { refused: false, line: answerLine(name, await answerStat(name, seeded, surroundings, options)) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
    const { code, message, mend } = error
    const nothing = { value: null, statistic: null, p_value: null, df: null }
    const refusal = { detail: { reason: message }, error: { code, message, mend, line: number } }
    return {
      refused: true,
      line: `${JSON.stringify({ schema: SCHEMA, name, ...nothing, ...refusal })}\n`,
    }
  }
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
