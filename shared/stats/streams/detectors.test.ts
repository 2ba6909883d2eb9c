import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../domain/errors.ts'
import { detect, STREAM_METHOD_NAMES, STREAM_METHODS, type StreamMethodName } from './detectors.ts'
import golden from './streams.golden.json' with { type: 'json' }

const streams: Readonly<Record<string, readonly number[]>> = golden.streams
const stream = (name: string): readonly number[] => streams[name] ?? []

/** A small seeded generator of uniforms (xorshift), enough for streams in tests. */
function uniforms(seed: number): () => number {
  let x = (seed * 2654435761 + 1) >>> 0 || 1
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    return x / 4294967296
  }
}

function bits(seed: number, segments: readonly (readonly [rate: number, length: number])[]): number[] {
  const next = uniforms(seed)
  return segments.flatMap(([rate, length]) => Array.from({ length }, () => (next() < rate ? 1 : 0)))
}

function bump(seed: number, segments: readonly (readonly [mean: number, length: number])[]): number[] {
  const next = uniforms(seed)
  return segments.flatMap(([mean, length]) =>
    Array.from({ length }, () => mean + (next() + next() + next() + next() - 2) * 1.7),
  )
}

function planted(name: StreamMethodName, seed: number): number[] {
  return STREAM_METHODS[name].domain === 'number'
    ? bump(seed, [
        [0, 1000],
        [8, 1000],
      ])
    : bits(seed, [
        [0.1, 1000],
        [0.8, 1000],
      ])
}

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('published indices of river', () => {
  it.each(golden.changes)('$method on $stream with $params fires at $expected', (c) => {
    expect(detect(c.method, stream(c.stream), c.params).changes).toEqual(c.expected)
  })

  it.each(golden.first_warnings)('$method on $stream first warns at $expected', (c) => {
    const { changes, warnings } = detect(c.method, stream(c.stream), c.params)
    const firsts = [0, ...changes.map((at) => at + 1)].flatMap((from, i) => {
      const to = changes[i] ?? Number.POSITIVE_INFINITY
      return warnings.find((at) => at >= from && at <= to) ?? []
    })
    expect(firsts).toEqual(c.expected)
  })
})

describe.each(STREAM_METHOD_NAMES)('%s', (name) => {
  it('stays silent on a constant stream, whatever the constant', () => {
    const constants = STREAM_METHODS[name].domain === 'number' ? [0, 1, -3, 0.1, 1e9] : [0, 1]
    for (const constant of constants) {
      const { changes, warnings } = detect(name, new Float64Array(3000).fill(constant))
      expect({ changes, warnings }).toEqual({ changes: [], warnings: [] })
    }
  })

  it('detects a planted step within 150 values and keeps a cut for it', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { changes, cuts } = detect(name, planted(name, seed))
      const index = changes.findIndex((at) => at >= 1000)
      expect(changes[index]).toBeLessThan(1150)
      expect(cuts.map((cut) => cut.at)).toEqual(changes)
    }
  })

  it('says the same of a prefix as of the whole up to there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1999 }), fc.integer({ min: 1, max: 50 }), (length, seed) => {
        const values = planted(name, seed)
        const whole = detect(name, values)
        const part = detect(name, values.slice(0, length))
        expect(part.changes).toEqual(whole.changes.filter((at) => at < length))
        expect(part.warnings).toEqual(whole.warnings.filter((at) => at < length))
      }),
      { numRuns: 20 },
    )
  })

  it('does not care how a stream is cut into batches', () => {
    const values = planted(name, 9)
    const step = STREAM_METHODS[name].start({})
    const fired: number[] = []
    let at = 0
    for (const size of [1, 7, 500, 3, 1489]) {
      for (const value of values.slice(at, at + size)) {
        if (step(value).change) fired.push(at)
        at += 1
      }
    }
    expect(fired).toEqual(detect(name, values).changes)
  })

  it('passes over what is not a finite number', () => {
    const values = planted(name, 3)
    const clean = detect(name, values)
    const dirty = detect(name, [
      Number.NaN,
      ...values.slice(0, 500),
      Number.POSITIVE_INFINITY,
      ...values.slice(500),
    ])
    expect(dirty.skipped).toBe(2)
    expect(dirty.changes).toEqual(clean.changes.map((at) => (at < 500 ? at + 1 : at + 2)))
    expect(dirty.cuts.map((cut) => cut.location)).toEqual(
      clean.cuts.map((cut) => (cut.location < 500 ? cut.location + 1 : cut.location + 2)),
    )
  })

  it('puts every cut between the change before it and the value that fired', () => {
    const { cuts } = detect(name, [...planted(name, 4), ...planted(name, 5)])
    let previous = -1
    for (const cut of cuts) {
      expect(cut.location).toBeGreaterThan(previous)
      expect(cut.location).toBeLessThanOrEqual(cut.at)
      expect(cut.width).toBeGreaterThanOrEqual(1)
      previous = cut.at
    }
  })
})

describe('cuts', () => {
  it('of ADWIN at clock 1 lies within 4 values of an abrupt step', () => {
    const { cuts } = detect('adwin', [...new Array(500).fill(0), ...new Array(500).fill(1)], { clock: 1 })
    expect(Math.abs((cuts[0]?.location ?? 0) - 500)).toBeLessThanOrEqual(4)
  })

  it('of CUSUM is the step itself where there is no noise around it', () => {
    const values = [...bump(2, [[0, 200]]), ...new Array(50).fill(6)]
    const { cuts } = detect('cusum', values)
    expect(cuts.at(0)?.location).toBeLessThanOrEqual(200)
    expect(cuts.at(0)?.location).toBeGreaterThanOrEqual(197)
  })
})

describe('one-sided detectors', () => {
  it('leave a falling error rate alone unless both sides are asked for', () => {
    const falling = bits(6, [
      [0.8, 1000],
      [0.1, 1000],
    ])
    for (const name of ['hddm_a', 'hddm_w'] as const) {
      expect(detect(name, falling).changes.filter((at) => at >= 1000)).toEqual([])
      expect(detect(name, falling, { two_sided_test: true }).changes[0]).toBeGreaterThanOrEqual(1000)
    }
  })

  it('of rare errors do not take the first error after a run of right answers for a change', () => {
    const rare = Array.from({ length: 5000 }, (_, i) => (i % 100 === 99 ? 1 : 0))
    expect(detect('hddm_w', rare).changes).toEqual([])
    expect(detect('ewma', [...new Array(40).fill(0), 1, ...new Array(40).fill(0)]).changes).not.toContain(40)
  })
})

describe('refusals', () => {
  it('name the nearest detector and the nearest parameter', () => {
    expect(refusal(() => detect('adwim', [1])).mend).toContain('"adwin"')
    expect(refusal(() => detect('adwin', [1], { delt: 0.1 })).mend).toBe('Did you mean "delta"?')
    expect(refusal(() => detect('adwin', [1], { constructor: 1 })).code).toBe('BAD_PARAMS')
  })

  it('cover bounds, types and parameters that contradict each other', () => {
    const bad: [string, Record<string, unknown>][] = [
      ['adwin', { delta: 0 }],
      ['adwin', { delta: 1 }],
      ['adwin', { clock: 1.5 }],
      ['adwin', { clock: '32' }],
      ['page_hinkley', { mode: 'sideways' }],
      ['hddm_a', { two_sided_test: 1 }],
      ['kswin', { alpha: 1.1 }],
      ['kswin', { window_size: 10, stat_size: 30 }],
      ['eddm', { alpha: 0.8, beta: 0.9 }],
      ['ewma', { alpha: Number.NaN }],
    ]
    for (const [name, params] of bad) expect(refusal(() => detect(name, [1], params)).code).toBe('BAD_PARAMS')
  })

  it('cover values that the method cannot take, with their index', () => {
    expect(refusal(() => detect('ddm', [0, 1, 2])).message).toContain('Value 2')
    expect(refusal(() => detect('eddm', [0, 0.5])).message).toContain('only 0 and 1')
    expect(detect('hddm_a', [0.25, 0.5]).changes).toEqual([])
  })
})
