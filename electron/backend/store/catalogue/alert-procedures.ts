import type { ProcedureHandlers } from '../../threads/expose.ts'
import type { AlertStore } from '../alert-types.ts'
import type { StoreProcedures } from '../procedures.ts'
import { alertCheckpoint, getAlertEngine, listAlertEngines, noteAlertProblem } from './alert-engines.ts'
import { listAlertRules, removeAlertRules, saveAlertRules } from './alert-rules.ts'
import { listAlertWords } from './alert-words.ts'
import { changeAlerts, issueAlerts, listAlerts, listTellings } from './alerts.ts'
import type { Catalogue } from './open.ts'

type Within = <T>(use: (catalogue: Catalogue) => T) => T

/** What the store thread does for alerts. */
export function alertProcedures(within: Within): Pick<ProcedureHandlers<StoreProcedures>, keyof AlertStore> {
  return {
    listAlertRules: () => within(({ database }) => listAlertRules(database)),
    saveAlertRules: ([scope, text, by]) =>
      within(({ database }) => saveAlertRules(database, scope, text, by)),
    removeAlertRules: ([scope, by, reason]) =>
      within(({ database }) => removeAlertRules(database, scope, by, reason)),
    listAlertEngines: () => within(({ database }) => listAlertEngines(database)),
    getAlertEngine: ([model]) => within(({ database }) => getAlertEngine(database, model)),
    changeAlerts: ([change]) => within(({ database }) => changeAlerts(database, change)),
    issueAlerts: ([model, tellings]) => within(({ database }) => issueAlerts(database, model, tellings)),
    noteAlertProblem: ([model, problem]) =>
      within(({ database }) => noteAlertProblem(database, model, problem)),
    alertCheckpoint: ([model, notAfter]) =>
      within(({ database }) => alertCheckpoint(database, model, notAfter)),
    listAlertWords: ([model]) => within(({ database }) => listAlertWords(database, model)),
    listAlerts: ([model, onlyOpen, limit]) =>
      within(({ database }) => listAlerts(database, model, onlyOpen, limit)),
    listTellings: ([model, kind, offset, limit]) =>
      within(({ database }) => listTellings(database, model, kind, offset, limit)),
  }
}
