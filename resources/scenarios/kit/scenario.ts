import type { ScenarioTruth } from '../../../shared/contract/documents/scenario.ts'
import type { Mapping } from '../../../shared/contract/mapping.ts'
import type { RandomSource } from '../../../shared/stats/random.ts'
import type { Table } from './table.ts'

/** What one model of an incident leaves behind. Tables are made when they are asked for, and one at a time. */
export type ScenarioModel = {
  readonly name: string
  readonly mapping: Omit<Mapping, 'model'>
  readonly baseline: (() => Table) | null
  readonly log: () => Table
  /** Labels that came in a file of their own. */
  readonly labels?: (() => Table) | undefined
  /** YAML. */
  readonly manifest?: string | undefined
  /** YAML. */
  readonly breaker?: string | undefined
  /** YAML. */
  readonly alerts?: string | undefined
  /** Who held a drill at its breaker that nobody answered. */
  readonly missedDrill?: string | undefined
}

export type Incident = {
  readonly models: readonly ScenarioModel[]
  readonly truth: ScenarioTruth
}

/** Independent streams of random numbers under one seed, by name. */
export type Streams = (name: string) => RandomSource

export type Scenario = {
  readonly name: string
  readonly title: string
  readonly story: string
  readonly kind: 'incident' | 'control'
  readonly models: number
  /** Fewest rows at which the truth can be seen at all. */
  readonly leastRows: number
  /** `rows` are of all models together, baselines included. */
  readonly make: (rows: number, streams: Streams) => Incident
}

/** Rows of all models together unless a person asks for others. */
export const DEFAULT_ROWS = 100_000
