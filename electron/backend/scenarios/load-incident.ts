import type { Mapping } from '#shared/contract/mapping.ts'
import type { ModelFiles, WrittenIncident } from './write-incident.ts'

/** What is done with the parts of an incident in some workspace. */
export type Workspace = {
  /** Imports a file and gives the id of its dataset. */
  readonly importFile: (path: string, mapping: Mapping) => Promise<void>
  /** Makes all rows of a model its baseline. */
  readonly freezeBaseline: (model: string) => Promise<void>
  readonly setManifest: (model: string, text: string) => Promise<void>
  readonly arm: (model: string, policy: string) => Promise<void>
  readonly saveRules: (model: string, rules: string) => Promise<void>
}

/** The mapping of a model without roles of columns that this file does not have. */
export function mappingOf({ model, columns }: ModelFiles, path: string): Mapping {
  const present = new Set(columns.get(path))
  return {
    ...model.mapping,
    model: model.name,
    roles: Object.fromEntries(Object.entries(model.mapping.roles).filter(([column]) => present.has(column))),
  }
}

/**
 * Imports every model of an incident: its baseline, then its log, then labels that came later. Its breaker and its alert
 * rules watch what comes after that, so that nobody is called because of a scenario.
 */
export async function loadIncident({ models }: WrittenIncident, workspace: Workspace): Promise<void> {
  for (const files of models) {
    const { model, baseline, log, labels } = files
    if (model.manifest !== undefined) await workspace.setManifest(model.name, model.manifest)
    if (baseline !== null) {
      await workspace.importFile(baseline, mappingOf(files, baseline))
      await workspace.freezeBaseline(model.name)
    }
    await workspace.importFile(log, mappingOf(files, log))
    if (labels !== null) await workspace.importFile(labels, mappingOf(files, labels))
    if (model.breaker !== undefined) await workspace.arm(model.name, model.breaker)
    if (model.alerts !== undefined) await workspace.saveRules(model.name, model.alerts)
  }
}
