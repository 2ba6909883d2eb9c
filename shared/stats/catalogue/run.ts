import { AppError } from '../../domain/errors.ts'
import type { CatalogueEntry, PreparedAnswer, StatAnswer } from './definition.ts'
import { doLargeWork, isLargeWork } from './large-work.ts'
import { show } from './params.ts'
import { refuse, suggestion } from './refusal.ts'
import { CATALOGUE } from './registry.ts'

/** Every statistic with what it takes, in the order of their names. */
export function listStats(): readonly Omit<CatalogueEntry, 'prepare'>[] {
  return [...CATALOGUE.values()]
    .map(({ name, summary, inputs, params }) => ({ name, summary, inputs, params }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Computes one named statistic from a request as it came from JSON: lists by the names of `INPUT_NAMES` and
 * `params`. Throws an `AppError`: `USAGE` for an unknown name (with the nearest one), `BAD_PARAMS` for an input or a
 * parameter (with its name). A statistic without a value answers null and `detail.reason`.
 */
export function runStat(name: string, request: unknown): StatAnswer {
  const prepared = prepareStat(name, request)
  return isLargeWork(prepared) ? doLargeWork(prepared) : prepared
}

/** As `runStat`, but what is mostly arithmetic is left to the caller. */
export function prepareStat(name: string, request: unknown): PreparedAnswer {
  const entry = CATALOGUE.get(name)
  if (!entry) {
    throw new AppError(
      'USAGE',
      `There is no statistic ${show(name)}.`,
      suggestion(name, [...CATALOGUE.keys()]),
    )
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw refuse(
      'input',
      `must be an object, not ${show(request)}`,
      'Give the lists as {"reference": […], …}.',
    )
  }
  return entry.prepare({ ...request })
}
