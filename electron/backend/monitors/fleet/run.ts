import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import type { Services } from '../../services.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'
import { measureFleet } from './measure-fleet.ts'
import { importFleet, storedFleet } from './members.ts'

/** The job behind `fleet.run`: imports what is not stored, and measures the models that there are. */
export async function runFleet(
  services: Services,
  { source, mapping, window, manifests: given, seed = 0, backend }: ParsedParams<'fleet.run'>,
  context: JobContext,
): Promise<FleetDocument> {
  const rows = timeWindow(window)
  const whole =
    source.kind === 'files'
      ? await importFleet(services, source, mapping, context)
      : await storedFleet(services)
  const members =
    rows === null ? whole : whole.map((member) => ({ ...member, log: { ...member.log, window: rows } }))
  const files =
    given ??
    (await services.store.listManifests()).map(({ model, text }) => ({ file: `${model}.yaml`, text }))
  const manifests = readManifests(
    files,
    members.map(({ model }) => model),
  )
  const choice = backend ?? (await services.store.getSettings()).backend
  return measureFleet(services, { members, manifests, mapping, seed, backend: choice }, context)
}

function timeWindow(
  window: ParsedParams<'fleet.run'>['window'],
): NonNullable<ScoredLogTask['window']> | null {
  if (window === undefined) return null
  const at = (time: string | null): number | null => (time === null ? null : Date.parse(time))
  return { kind: 'time', start: at(window.start), end: at(window.end) }
}
