import type { ModelMapping } from '#shared/contract/documents/log.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Role } from '#shared/domain/columns.ts'
import { AppError } from '#shared/domain/errors.ts'
import { SINGLE_ROLES } from '#shared/domain/role-guess.ts'
import { nearest } from '#shared/stats/text/nearest.ts'
import { say } from '#shared/words/say.ts'
import { checkTimezone } from '../ingest/text/times.ts'
import type { Services } from '../services.ts'

/** What the columns of a model mean: by a person's choice, and by its last import. Rejects with `NOT_FOUND`. */
export async function modelMappingOf(
  { store }: Pick<Services, 'store'>,
  model: string,
): Promise<ModelMapping> {
  const [{ chosen, last, savedAt }, datasets] = await Promise.all([
    store.getMapping(model),
    store.listDatasets(model),
  ])
  const columns = [...new Set(datasets.flatMap((dataset) => dataset.columns.map(({ name }) => name)))]
  return { model, chosen, last, saved_at: savedAt, columns }
}

/**
 * Keeps a person's choice for the next imports of a model. Rejects with `NOT_FOUND`, `COLUMN_UNKNOWN` with the nearest
 * name, `MAPPING_INVALID` for a time zone that is none and for two columns of a role that only one can have.
 */
export async function setModelMapping(
  services: Pick<Services, 'store'>,
  { model, mapping }: ParsedParams<'mappings.set'>,
): Promise<ModelMapping> {
  const { columns } = await modelMappingOf(services, model)
  checkMapping(mapping, columns)
  await services.store.setMapping(model, mapping)
  return modelMappingOf(services, model)
}

function checkMapping({ roles, timezone }: Mapping, columns: readonly string[]): void {
  if (timezone !== undefined) checkTimezone(timezone)
  const holders = new Map<Role, string>()
  for (const [name, role] of Object.entries(roles)) {
    if (!columns.includes(name)) throw unknownColumn(name, columns)
    const other = holders.get(role)
    if (other !== undefined && SINGLE_ROLES.has(role)) {
      throw new AppError(
        'MAPPING_INVALID',
        say('error.role.twice', { first: other, second: name, role }),
        say('error.role.twice.mend'),
      )
    }
    holders.set(role, name)
  }
}

function unknownColumn(name: string, columns: readonly string[]): AppError {
  const similar = nearest(name, columns)
  return new AppError(
    'COLUMN_UNKNOWN',
    say('error.mapping.column', { name }),
    similar === null
      ? say('mend.use_one_of', { names: columns.slice(0, 30) })
      : say('mend.did_you_mean', { name: similar }),
  )
}

/** Keeps the roles that came with an import of a named model, so that the next one takes them too. */
export async function keepGivenMapping({ store }: Pick<Services, 'store'>, given: Mapping): Promise<void> {
  const { model, ...mapping } = given
  if (model === undefined || Object.keys(mapping.roles).length === 0) return
  const { chosen } = await store.getMapping(model)
  const next = { ...chosen, ...mapping, roles: { ...chosen?.roles, ...mapping.roles } }
  if (JSON.stringify(next) !== JSON.stringify(chosen)) await store.setMapping(model, next)
}
