import type { CatalogueEntry } from './definition.ts'
import { COUNT_STATS } from './families/counts.ts'
import { DIVERGENCE_STATS } from './families/divergence.ts'
import { PLANNING_STATS } from './families/planning.ts'
import { TWO_SAMPLE_STATS } from './families/two-sample.ts'

/** Every family of statistics; a new family is one file and one line here. */
const FAMILIES: readonly (readonly CatalogueEntry[])[] = [
  DIVERGENCE_STATS,
  TWO_SAMPLE_STATS,
  COUNT_STATS,
  PLANNING_STATS,
]

/** Every named statistic, by name. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  FAMILIES.flat().map((entry) => [entry.name, entry]),
)
