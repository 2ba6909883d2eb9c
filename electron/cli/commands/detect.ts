import { text } from 'node:stream/consumers'
import { AppError } from '#shared/domain/errors.ts'
import { detect as runDetector, STREAM_METHOD_NAMES } from '#shared/stats/streams/detectors.ts'
import { NO_POSITIONALS } from '../arguments/options.ts'
import { defineCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { namedParameters } from '../input/named-parameters.ts'
import { numberLines } from '../input/number-lines.ts'
import { readText } from '../input/read-text.ts'

export const detect = defineCommand({
  summary: 'Runs a change detector over a stream of numbers and tells where it fired.',
  details: [
    `Methods: ${STREAM_METHOD_NAMES.join(', ')}. Parameters have the names and defaults of the library river.`,
    'Example: driftdesk detect --method adwin --values errors.txt --param delta=0.01 --json',
  ],
  positionals: NO_POSITIONALS,
  options: {
    method: { kind: 'choice', choices: STREAM_METHOD_NAMES, help: 'The detector.' },
    values: { kind: 'text', value: 'FILE', help: 'One number a line; "-" is standard input.' },
    param: { kind: 'repeated', value: 'NAME=VALUE', help: 'A parameter of the detector.' },
    seed: {
      kind: 'integer',
      value: 'N',
      minimum: 0,
      maximum: 0xffff_ffff,
      help: 'Seed of a detector that draws at random (kswin).',
    },
  },
  run: async ({ values, terminal, folder, stdin }) => {
    const { method, seed } = values
    if (method === undefined) {
      throw new AppError('USAGE', '--method is missing.', `Choose one of ${STREAM_METHOD_NAMES.join(', ')}.`)
    }
    if (values.values === undefined)
      throw new AppError('USAGE', '--values is missing.', 'Name a file: --values FILE.')
    const content = values.values === '-' ? await text(stdin) : await readText(values.values, folder)
    const parameters = namedParameters(values.param)
    const numbers = numberLines(content, values.values === '-' ? 'standard input' : values.values)
    const result = runDetector(method, numbers, seed === undefined ? parameters : { ...parameters, seed })
    const document = { schema: 'driftdesk.detect/1', method, values: numbers.length, ...result }
    if (values.json) terminal.out(`${JSON.stringify(document)}\n`)
    else if (result.changes.length === 0) terminal.out(`${method}: no change in ${numbers.length} values.\n`)
    else {
      terminal.out(
        `${method}: ${result.changes.length} ${result.changes.length === 1 ? 'change' : 'changes'} in ${numbers.length} values.\n`,
      )
      for (const { at, location } of result.cuts)
        terminal.out(`  fired at ${at}; the change began near ${location}\n`)
    }
    return EXIT.done
  },
})
