import type { CatalogueEntry } from './definition.ts'
import { CALIBRATION_STATS } from './families/calibration.ts'
import { COUNT_STATS } from './families/counts.ts'
import { DIVERGENCE_STATS } from './families/divergence.ts'
import { MULTIVARIATE_STATS } from './families/multivariate.ts'
import { PERFORMANCE_STATS } from './families/performance.ts'
import { PLANNING_STATS } from './families/planning.ts'
import { SERIES_STATS } from './families/series.ts'
import { TWO_SAMPLE_STATS } from './families/two-sample.ts'

/** Every family of statistics; a new family is one file and one line here. */
const FAMILIES: readonly (readonly CatalogueEntry[])[] = [
  DIVERGENCE_STATS,
  TWO_SAMPLE_STATS,
  COUNT_STATS,
  PLANNING_STATS,
  PERFORMANCE_STATS,
  CALIBRATION_STATS,
  MULTIVARIATE_STATS,
  SERIES_STATS,
]

/** Every named statistic, by name. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  FAMILIES.flat().map((entry) => [entry.name, entry]),
)
