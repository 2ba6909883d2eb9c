import { manifestSchema } from '#shared/contract/documents/manifest.ts'
import type { FLEET_OPERATIONS } from '#shared/contract/fleet-operations.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { checkConfiguration } from '../../configuration/check.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Services } from '../../services.ts'
import { readManifest, readManifests } from '../manifests/read-manifests.ts'
import { scaffoldManifest } from '../manifests/scaffold.ts'
import { runFleet } from './run.ts'

export function fleetHandlers(services: Services): Pick<Handlers, keyof typeof FLEET_OPERATIONS> {
  const { store } = services
  return {
    'fleet.run': (params, context) => runFleet(services, params, context),
    'manifests.get': async ({ model }) => {
      const kept = (await store.listManifests()).find((item) => item.model === model)
      if (kept !== undefined) return { model, text: kept.text, saved_at: kept.savedAt, is_proposal: false }
      const logs = (await store.listDatasets(model)).filter((dataset) => !isLabelLog(dataset))
      return { model, text: scaffoldManifest(model, logs), saved_at: null, is_proposal: true }
    },
    'manifests.check': ({ text }) => {
      const checked = checkConfiguration(text, manifestSchema, 'manifest')
      return { faults: 'faults' in checked ? checked.faults.map((fault) => ({ ...fault })) : [] }
    },
    'manifests.set': async ({ model, text }) => {
      const others = (await store.listManifests()).filter((item) => item.model !== model)
      if (text !== null) {
        const file = { file: `${model}.yaml`, text }
        const known = (await store.listDatasets()).map((dataset) => dataset.model)
        const manifest = readManifest(file)
        if (manifest.model !== model) {
          throw new AppError(
            'BAD_PARAMS',
            say('error.manifest.other', { model: manifest.model, other: model }),
            say('error.manifest.other.mend', { model }),
          )
        }
        readManifests(
          [file, ...others.map((item) => ({ file: `${item.model}.yaml`, text: item.text }))],
          [...known, model],
        )
      }
      return { before: await store.setManifest(model, text) }
    },
  }
}
