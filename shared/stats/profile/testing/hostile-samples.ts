import { createRandom, type RandomSource, randomExponential, randomNormal } from '../../random.ts'

type Pair = readonly [reference: Float64Array, current: Float64Array]

const ROWS = 4_000

function pair(reference: (random: RandomSource, row: number) => number, current: typeof reference): Pair {
  const side = (draw: typeof reference, seed: number) => {
    const random = createRandom(seed)
    return Float64Array.from({ length: ROWS }, (_, row) => draw(random, row))
  }
  return [side(reference, 1), side(current, 2)]
}

/** Pairs of samples of the shapes that break summaries: ties, spikes, tails, gaps, what is not a number. */
export function hostileSamples(): Readonly<Record<string, Pair>> {
  return {
    'nothing changed': pair(randomNormal, randomNormal),
    'a small shift': pair(randomNormal, (random) => randomNormal(random) + 0.07),
    'a wider spread': pair(randomNormal, (random) => randomNormal(random) * 1.3),
    'a spike inside a cell': pair(randomNormal, (random, row) =>
      row % 5 === 0 ? 0.00123 : randomNormal(random),
    ),
    'a spike between two baseline values': pair(
      (_, row) => row,
      (_, row) => (row % 2 === 0 ? 1234.5 : row),
    ),
    'heavy ties': pair(
      (random) => Math.round(randomExponential(random) * 3),
      (random) => Math.round(randomExponential(random) * 4),
    ),
    'few values, then any': pair(
      (_, row) => row % 3,
      (random) => randomNormal(random),
    ),
    'heavy tails': pair(
      (random) => Math.exp(3 * randomNormal(random)),
      (random) => Math.exp(3.2 * randomNormal(random)),
    ),
    'an outlier of 1e12': pair(
      (random, row) => (row === 7 ? 1e12 : randomNormal(random)),
      (random, row) => (row === 9 ? -1e12 : randomNormal(random)),
    ),
    'a sentinel beyond the baseline': pair(randomNormal, (random, row) =>
      row % 7 === 0 ? -999 : randomNormal(random),
    ),
    'a gap that fills': pair(
      (random, row) => randomNormal(random) + (row % 2 === 0 ? 100 : -100),
      (random) => randomNormal(random) * 60,
    ),
    'a constant that moved': pair(
      () => 3,
      () => 4,
    ),
    'missing and infinite': pair(
      (random, row) => (row % 10 === 0 ? Number.NaN : randomNormal(random)),
      (random, row) =>
        row % 8 === 0
          ? Number.NaN
          : row % 9 === 0
            ? Number.POSITIVE_INFINITY
            : row % 11 === 0
              ? Number.NEGATIVE_INFINITY
              : randomNormal(random),
    ),
    'all at the same place within one cell': pair(
      (_, row) => row / ROWS,
      () => 0.5001,
    ),
    denormals: pair(
      (_, row) => row * Number.MIN_VALUE,
      (_, row) => row * 2 * Number.MIN_VALUE,
    ),
  }
}
