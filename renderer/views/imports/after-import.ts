import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { Route } from '../../stores/routes.ts'
import { NO_SELECTION } from '../../stores/selections.ts'

/**
 * Where a person is led once an import is done: to the model, where its rows have times and so stand on the spine. Null
 * for labels of other rows and for rows without times, after which the imports stay.
 */
export function placeAfter({ model, roles, labels }: ImportDocument): Route | null {
  if (labels !== undefined || !Object.values(roles).includes('timestamp')) return null
  return { view: 'overview', model, selection: NO_SELECTION }
}
