import type { OperationName } from '#shared/contract/operations.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import type { FileGrants } from '../files/grants.ts'

/** What the job tray calls a job: the names of its files where it has any, else its model and what is done with it. */
export function jobTitle(operation: OperationName, params: unknown, grants: FileGrants): string {
  const tokens = [...new Set(tokensIn(params))]
  const names = grants.describe(tokens).map((file) => file.name)
  if (names.length === 0) return modelTitle(params) ?? operation
  const [first, second, ...rest] = names
  if (second === undefined) return first
  return rest.length === 0 ? `${first}, ${second}` : `${first} and ${names.length - 1} more`
}

/** "payments: amount": a model, and its column or segment that a job is about; null without a model. */
function modelTitle(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('model' in params)) return null
  const { model } = params
  const segment = 'segment' in params && typeof params.segment === 'object' ? params.segment : null
  const value = segment !== null && 'value' in segment ? segment.value : undefined
  const column = 'column' in params ? params.column : undefined
  const about = [column, value].filter((part) => typeof part === 'string')
  return typeof model === 'string' ? [model, ...about].join(': ') : null
}

function tokensIn(params: unknown): FileToken[] {
  if (typeof params !== 'object' || params === null) return []
  return Object.entries(params).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'source') return tokensIn(value)
    if (!['files', 'log', 'reference', 'current', 'labels'].includes(key) || !Array.isArray(value)) return []
    return value.map((token: unknown) => String(token) as FileToken)
  })
}
