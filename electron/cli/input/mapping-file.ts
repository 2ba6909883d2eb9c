import { type Mapping, mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import { readText } from './read-text.ts'

/**
 * The mapping of `--map MAP.json`.
 * @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE` or `MAPPING_INVALID` with the place that is wrong.
 */
export async function readMapping(name: string, folder: string): Promise<Mapping> {
  const text = await readText(name, folder)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw invalid(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, error)
  }
  const parsed = mapping.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? 'at the top' : `at ${issue.path.join('.')}`
  throw invalid(`${name} is no mapping, ${where}: ${issue?.message ?? 'it does not fit'}.`)
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError(
    'MAPPING_INVALID',
    message,
    'A mapping looks like {"roles": {"COLUMN": "feature"}, "timezone": "UTC"}.',
    { cause },
  )
}
