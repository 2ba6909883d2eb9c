import type { Mapping } from '#shared/contract/mapping.ts'
import { SINGLE_ROLES } from '#shared/domain/role-guess.ts'
import type { FileSample } from '../sample/types.ts'

/** The mapping that was given over the one that was saved. */
export function overSaved(
  samples: readonly Pick<FileSample, 'columns'>[],
  given: Mapping | undefined,
  saved: Mapping | undefined,
): Mapping | undefined {
  if (saved === undefined) return given
  const names = new Set(samples.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const taken = new Set(Object.values(given?.roles ?? {}))
  const roles = Object.entries(saved.roles).filter(
    ([name, role]) => names.has(name) && !(SINGLE_ROLES.has(role) && taken.has(role)),
  )
  return { ...saved, ...given, roles: { ...Object.fromEntries(roles), ...given?.roles } }
}
