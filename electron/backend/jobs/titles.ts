import type { OperationName } from '#shared/contract/operations.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import type { FileGrants } from '../files/grants.ts'

/** What the job tray calls a job: the names of its files where it has any, else its model, else what is done. */
export function jobTitle(operation: OperationName, params: unknown, grants: FileGrants): string {
  const tokens = [...new Set(tokensIn(params))]
  const names = grants.describe(tokens).map((file) => file.name)
  if (names.length === 0) {
    return modelTitle(params) ?? modelTitle(fieldOf(params, 'source')) ?? operationTitle(operation, params)
  }
  const [first, second, ...rest] = names
  if (second === undefined) return first
  return rest.length === 0 ? `${first}, ${second}` : say('job.files', { first, n: names.length - 1 })
}

/** "payments: amount": a model, and its column or segment that a job is about; null without a model. */
function modelTitle(params: unknown): string | null {
  const model = fieldOf(params, 'model')
  const about = [fieldOf(params, 'column'), fieldOf(fieldOf(params, 'segment'), 'value')]
  return typeof model === 'string'
    ? [model, ...about.filter((part) => typeof part === 'string')].join(': ')
    : null
}

function operationTitle(operation: OperationName, params: unknown): string {
  const text = (field: string) => String(fieldOf(params, field))
  switch (operation) {
    case 'drift.audit':
      return say('job.drift.audit', { column: text('column') })
    case 'reports.save':
      return say('job.reports.save', { format: text('format') })
    case 'scenarios.run':
      return say('job.scenarios.run', { name: text('name') })
    case 'scenarios.open':
      return say('job.scenarios.open', { name: text('name') })
    case 'drift.run':
    case 'datasets.exportRejects':
    case 'log.export':
    case 'audit.export':
    case 'fleet.run':
    case 'workspace.verify':
      return say(`job.${operation}`)
    default:
      return say('job.other')
  }
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === field)?.[1]
}

function tokensIn(params: unknown): FileToken[] {
  if (typeof params !== 'object' || params === null) return []
  return Object.entries(params).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'source') return tokensIn(value)
    if (!['files', 'log', 'reference', 'current', 'labels'].includes(key) || !Array.isArray(value)) return []
    return value.map((token: unknown) => String(token) as FileToken)
  })
}
