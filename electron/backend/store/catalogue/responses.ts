import type { Database } from 'better-sqlite3'
import type { ResponseDocument, ResponseView } from '#shared/contract/documents/response.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { ResponseDecision } from '../response-types.ts'
import { appendAudit } from './audit.ts'

type ResponseRow = {
  document: string
  decision: ResponseDecision['decision'] | null
  decided_by: string | null
  reason: string | null
  decided_at: string | null
  due_at: string | null
}

const KEPT = 200

export function proposeResponse(database: Database, document: ResponseDocument): ResponseView {
  const { response, model, action, proposed_at, blocked } = document
  return database
    .transaction(() => {
      const { changes } = database
        .prepare(
          `INSERT INTO responses (id, model, proposed_at, document) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        )
        .run(response, model, proposed_at, JSON.stringify(document))
      if (changes > 0) appendAudit(database, 'response.proposed', model, { response, action, blocked })
      return required(database, response)
    })
    .immediate()
}

export function listResponses(database: Database, model: string): ResponseView[] {
  return database
    .prepare<[string, number], ResponseRow>(
      'SELECT * FROM responses WHERE model = ? ORDER BY proposed_at DESC, id LIMIT ?',
    )
    .all(model, KEPT)
    .map(toView)
}

export function decideResponse(
  database: Database,
  response: string,
  { decision, by, reason }: ResponseDecision,
): ResponseView {
  return database
    .transaction(() => {
      const { model, action, due_seconds } = required(database, response)
      const now = Date.now()
      const due =
        decision === 'accepted' && due_seconds !== null
          ? new Date(now + due_seconds * 1_000).toISOString()
          : null
      database
        .prepare(
          'UPDATE responses SET decision = ?, decided_by = ?, reason = ?, decided_at = ?, due_at = ? WHERE id = ?',
        )
        .run(decision, by, reason, new Date(now).toISOString(), due, response)
      appendAudit(database, `response.${decision}`, model, { by, reason, response, action, due_at: due })
      return required(database, response)
    })
    .immediate()
}

function required(database: Database, response: string): ResponseView {
  const row = database.prepare<[string], ResponseRow>('SELECT * FROM responses WHERE id = ?').get(response)
  if (row === undefined)
    throw new AppError('NOT_FOUND', say('error.proposal.gone'), say('error.proposal.gone.mend'))
  return toView(row)
}

function toView({ document, decision, decided_by, reason, decided_at, due_at }: ResponseRow): ResponseView {
  return {
    ...(JSON.parse(document) as ResponseDocument),
    decision:
      decision === null
        ? null
        : { decision, by: decided_by ?? '', reason: reason ?? '', at: decided_at ?? '', due_at },
  }
}
