/** What a monitor says about one thing that it was asked about. */
export type Sighting = {
  /** A column, a metric, a segment; empty where the monitor looks at a model as a whole. */
  readonly of: string
  readonly fired: boolean
  /** UTC milliseconds at which it could have been known, in order; empty where the monitor dates nothing. */
  readonly at: readonly number[]
  readonly evidence: string
}

export const sighting = (
  of: string,
  fired: boolean,
  evidence: string,
  at: readonly (number | string | null)[] = [],
): Sighting => ({
  of,
  fired,
  evidence,
  at: at
    .flatMap((moment) => (moment === null ? [] : [typeof moment === 'number' ? moment : Date.parse(moment)]))
    .sort((a, b) => a - b),
})
