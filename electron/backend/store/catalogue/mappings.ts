import type { Database } from 'better-sqlite3'
import { type Mapping, mapping as mappingSchema } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { KeptMapping } from '../keeping-types.ts'
import { appendAudit } from './audit.ts'

type MappingRow = { mapping: string | null; chosen: string | null; saved_at: string | null }

/** @throws AppError `NOT_FOUND` for a model that is not there. */
export function getMapping(database: Database, model: string): KeptMapping {
  const row = database
    .prepare<[string], MappingRow>(
      `SELECT mapping, chosen, saved_at FROM models LEFT JOIN mappings ON mappings.model = models.name
       WHERE models.name = ?`,
    )
    .get(model)
  if (row === undefined) {
    throw new AppError('NOT_FOUND', say('error.model.none', { model }), say('error.model.none.mend'))
  }
  return { last: parsed(row.mapping), chosen: parsed(row.chosen), savedAt: row.saved_at }
}

/** What was chosen for a model, null also where the model is not there yet. */
export function chosenMapping(database: Database, model: string): Mapping | null {
  const text = database
    .prepare<[string], string | null>('SELECT chosen FROM mappings WHERE model = ?')
    .pluck()
    .get(model)
  return parsed(text ?? null)
}

/** @throws AppError `NOT_FOUND` for a model that is not there. */
export function setMapping(database: Database, model: string, chosen: Mapping): void {
  database
    .transaction(() => {
      const { last } = getMapping(database, model)
      database
        .prepare(
          `INSERT INTO mappings (model, mapping, chosen, saved_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (model) DO UPDATE SET chosen = excluded.chosen, saved_at = excluded.saved_at`,
        )
        .run(model, JSON.stringify(last ?? chosen), JSON.stringify(chosen), new Date().toISOString())
      appendAudit(database, 'mapping.changed', model, { mapping: chosen })
    })
    .immediate()
}

function parsed(text: string | null): Mapping | null {
  return text === null ? null : mappingSchema.parse(JSON.parse(text))
}
