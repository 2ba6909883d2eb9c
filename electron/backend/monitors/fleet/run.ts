import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Services } from '../../services.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import { measureFleet } from './measure-fleet.ts'
import { importFleet, storedFleet } from './members.ts'

/** The job behind `fleet.run`: imports what is not stored, and measures the models that there are. */
export async function runFleet(
  services: Services,
  { source, mapping, manifests: given, seed = 0 }: ParsedParams<'fleet.run'>,
  context: JobContext,
): Promise<FleetDocument> {
  const members =
    source.kind === 'files'
      ? await importFleet(services, source, mapping, context)
      : await storedFleet(services)
  const files =
    given ??
    (await services.store.listManifests()).map(({ model, text }) => ({ file: `${model}.yaml`, text }))
  const manifests = readManifests(
    files,
    members.map(({ model }) => model),
  )
  return measureFleet(services, { members, manifests, mapping, seed }, context)
}
