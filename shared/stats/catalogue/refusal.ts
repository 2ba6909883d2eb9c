import { AppError } from '../../domain/errors.ts'
import { nearest } from '../text/nearest.ts'

/** "Did you mean …" where a known name is near, else the list of what there is. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  if (near !== null) return `Did you mean "${near}"?`
  return known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Leave it out.'
}

/** An input or a parameter that a statistic cannot take; `where` is its name. */
export function refuse(where: string, problem: string, mend: string): AppError {
  return new AppError('BAD_PARAMS', `"${where}" ${problem}.`, mend)
}
