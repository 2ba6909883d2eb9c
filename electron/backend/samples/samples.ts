import { join } from 'node:path'
import { AppError } from '#shared/contract/errors.ts'
import type { Sample } from '#shared/contract/operations.ts'

/** Rows of both sides of each sample together. */
const ROWS = 38_000

const SAMPLES: readonly Sample[] = [
  {
    name: 'payment-fraud',
    title: 'Payment fraud, four weeks that went wrong',
    story:
      'A scenario. From 10 March, 14:00 UTC, card payments grow larger and move to gift cards and gaming, and a broken upstream join writes −999 into the account age. Distances creep up a little. The model keeps answering as if nothing had happened.',
    rows: ROWS,
  },
  {
    name: 'payment-steady',
    title: 'Payment fraud, four steady weeks',
    story:
      'A scenario and the silent control: the same model and the same shop, and nothing changes. Whatever is reported here is a false alarm.',
    rows: ROWS,
  },
]

/** The samples that ship with the app, in the order in which they are offered. */
export function listSamples(): readonly Sample[] {
  return SAMPLES
}

/**
 * Absolute paths of the files of one sample, in the folder of what ships with the app.
 * @throws AppError `NOT_FOUND`
 */
export function samplePaths(
  resources: string,
  name: string,
): { readonly reference: readonly string[]; readonly current: readonly string[] } {
  const known = SAMPLES.find((sample) => sample.name === name)
  if (known === undefined) {
    throw new AppError(
      'NOT_FOUND',
      `There is no sample "${name}".`,
      `Choose one of ${SAMPLES.map((sample) => sample.name).join(', ')}.`,
    )
  }
  const folder = join(resources, 'samples', known.name)
  return { reference: [join(folder, 'baseline.csv.gz')], current: [join(folder, 'current.csv.gz')] }
}
