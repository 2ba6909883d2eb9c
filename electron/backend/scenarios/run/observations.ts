import type { AlertsReplay } from '#shared/contract/documents/alerts.ts'
import type { BreakerReplay } from '#shared/contract/documents/breaker.ts'
import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import type { ReadinessDocument } from '#shared/contract/documents/readiness.ts'
import type { SkewDocument } from '#shared/contract/documents/skew.ts'
import type { Result } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken, RunId } from '#shared/domain/ids.ts'
import { mappingOf } from '../load-incident.ts'
import type { ModelFiles, WrittenIncident } from '../write-incident.ts'
import type { Trial } from './trial.ts'

export type DriftSeen = {
  readonly run: RunId
  readonly document: DriftDocument
  readonly heatmap: DriftHeatmap
}

/** ISO times; null where it is open. */
export type FleetWindow = { readonly start: string | null; readonly end: string | null }

/** Documents of monitors, each asked for once. */
export type Observations = {
  readonly files: (model: string | null) => ModelFiles
  readonly drift: (model: string | null) => Promise<DriftSeen>
  readonly audit: (model: string | null, column: string) => Promise<ColumnAuditDocument>
  readonly performance: (model: string | null) => Promise<PerformanceDocument>
  readonly calibration: (model: string | null) => Promise<CalibrationDocument>
  readonly feedback: (model: string | null) => Promise<FeedbackDocument>
  readonly fleet: (window?: FleetWindow) => Promise<FleetDocument>
  readonly skew: (online: string, offline: string, window: FleetWindow) => Promise<SkewDocument>
  readonly breaker: (model: string | null) => Promise<BreakerReplay>
  readonly alerts: (model: string | null) => Promise<AlertsReplay>
  readonly alertLint: (model: string | null) => Promise<Result<'alerts.check'>>
  readonly readiness: (model: string | null) => Promise<ReadinessDocument>
}

export function observe(trial: Trial, incident: WrittenIncident, seed: number): Observations {
  const files = (model: string | null): ModelFiles => {
    const found = incident.models.find(({ model: { name } }) => model === null || name === model)
    if (found === undefined) throw missing(`There is no model "${model}" in this scenario.`)
    return found
  }
  const source = (model: string | null) => ({ kind: 'model' as const, model: files(model).model.name })
  const rulesOf = (model: string | null): string => {
    const { alerts, name } = files(model).model
    if (alerts === undefined) throw missing(`The model "${name}" has no alert rules.`)
    return alerts
  }
  const grant = async (path: string | null): Promise<FileToken> => {
    if (path === null) throw missing('This model has no baseline of its own.')
    return trial.grant(path)
  }
  const drift = perModel(async (model): Promise<DriftSeen> => {
    const own = files(model)
    const { run } = await trial.job('drift.run', {
      source: {
        kind: 'pair',
        reference: [await grant(own.baseline)],
        current: [await grant(own.log)],
      },
      mapping: mappingOf(own, own.log),
      seed,
    })
    const { document } = await trial.client.query('drift.get', { run })
    return { run, document, heatmap: await trial.client.query('drift.heatmap', { run }) }
  })
  const fleets = new Map<string, Promise<FleetDocument>>()
  return {
    files,
    drift,
    audit: async (model, column) => {
      const { run } = await drift(model)
      return trial.job('drift.audit', { run, column })
    },
    performance: perModel((model) => trial.job('performance.run', { source: source(model), seed })),
    calibration: perModel((model) => trial.job('calibration.run', { source: source(model), seed })),
    feedback: perModel((model) => trial.job('feedback.run', { source: source(model) })),
    fleet: (window) => {
      const key = JSON.stringify(window ?? null)
      const known = fleets.get(key)
      if (known !== undefined) return known
      const asked = trial.job('fleet.run', {
        source: { kind: 'workspace' },
        seed,
        ...(window === undefined ? {} : { window }),
      })
      fleets.set(key, asked)
      return asked
    },
    skew: (online, offline, window) => trial.job('skew.run', { online, offline, window }),
    breaker: perModel(async (model) => {
      const { breaker, name } = files(model).model
      if (breaker === undefined) throw missing(`The model "${name}" has no breaker policy.`)
      const { replays } = await trial.job('breakers.replay', {
        source: source(model),
        policies: [{ name, text: breaker }],
      })
      return replays[0].document
    }),
    alerts: perModel((model) => trial.job('alerts.replay', { source: source(model), text: rulesOf(model) })),
    alertLint: perModel((model) => trial.client.query('alerts.check', { text: rulesOf(model) })),
    readiness: perModel((model) => trial.job('readiness.run', { model: files(model).model.name })),
  }
}

function perModel<T>(ask: (model: string | null) => Promise<T>): (model: string | null) => Promise<T> {
  const kept = new Map<string | null, Promise<T>>()
  return (model) => {
    const known = kept.get(model)
    if (known !== undefined) return known
    const asked = ask(model)
    kept.set(model, asked)
    return asked
  }
}

const missing = (what: string) => new AppError('INTERNAL', what, 'Correct the truth of the scenario.')
