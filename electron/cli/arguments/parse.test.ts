import { describe, expect, it } from 'vitest'
import { NO_POSITIONALS, type OptionSpecs } from './options.ts'
import { parseArguments } from './parse.ts'

const SPECS = {
  reference: { kind: 'list', value: 'FILE…', help: '' },
  current: { kind: 'list', value: 'FILE…', help: '' },
  report: { kind: 'repeated', value: 'OUT', help: '' },
  policy: { kind: 'text', value: 'NAME', help: '' },
  seed: { kind: 'integer', value: 'N', minimum: -5, maximum: 100, help: '' },
  level: { kind: 'choice', choices: ['low', 'moderate', 'high'], help: '' },
  json: { kind: 'flag', help: '' },
} as const satisfies OptionSpecs
const ANY = { usage: 'FILE…', help: '', minimum: 0, maximum: 9 }

function parse(...args: string[]) {
  return parseArguments(args, SPECS, ANY, 'drift')
}

describe('parseArguments', () => {
  it('gives every option a value, empty where it was not given', () => {
    expect(parse().values).toEqual({
      reference: [],
      current: [],
      report: [],
      policy: undefined,
      seed: undefined,
      level: undefined,
      json: false,
    })
  })

  it('takes all values of a list up to the next option, and again when it is repeated', () => {
    const { values } = parse('--reference', 'a', 'b', '--current', 'c', '--reference', 'd', '--json')
    expect(values).toMatchObject({ reference: ['a', 'b', 'd'], current: ['c'], json: true })
  })

  it('takes one value of a repeated option, so that files may follow it', () => {
    const parsed = parse('--report', 'a.html', 'log.csv', '--report=b.csv')
    expect(parsed.values.report).toEqual(['a.html', 'b.csv'])
    expect(parsed.positionals).toEqual(['log.csv'])
  })

  it('reads "-" and negative numbers as values, and everything after "--" as files', () => {
    const parsed = parse('--current', '-', '--seed', '-3', '--', '--odd-name')
    expect(parsed.values).toMatchObject({ current: ['-'], seed: -3 })
    expect(parsed.positionals).toEqual(['--odd-name'])
  })

  it('keeps an equals sign inside a value', () => {
    expect(parse('--policy=a=b').values.policy).toBe('a=b')
  })

  it.each([
    [['--refrence', 'a'], 'drift has no option --refrence. Did you mean --reference?'],
    [['-x'], 'drift has no option -x.'],
    [['--constructor'], 'drift has no option --constructor.'],
    [['--policy'], '--policy needs a value.'],
    [['--policy', '--json'], '--policy needs a value.'],
    [['--policy='], '--policy is empty.'],
    [['--policy', 'a', '--policy', 'b'], '--policy is given twice.'],
    [['--json=yes'], '--json takes no value.'],
    [['--seed', '1.5'], '--seed 1.5 is not a whole number from -5 to 100.'],
    [['--seed', '101'], '--seed 101 is not a whole number from -5 to 100.'],
    [['--level', 'hihg'], '--level hihg is not one of low, moderate, high. Did you mean high?'],
  ])('refuses %j', (args, message) => {
    const refusal = refusalOf(() => parse(...args))
    expect(refusal.slice(0, message.length)).toBe(message)
  })

  it('refuses a file where there is no place for one, and the lack of one where it is needed', () => {
    expect(refusalOf(() => parseArguments(['x'], SPECS, NO_POSITIONALS, 'serve'))).toContain('"x"')
    const one = { usage: 'FILE', help: '', minimum: 1, maximum: 1 }
    expect(refusalOf(() => parseArguments([], SPECS, one, 'verify'))).toContain('verify needs FILE.')
  })
})

function refusalOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'USAGE' && 'mend' in error) {
      return `${error.message} ${String(error.mend)}`
    }
    throw error
  }
  throw new Error('It was accepted.')
}
