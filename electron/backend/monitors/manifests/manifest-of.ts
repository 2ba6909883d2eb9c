import { AppError } from '#shared/domain/errors.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import { say } from '#shared/words/say.ts'
import type { Store } from '../../store/types.ts'
import { type ManifestFile, readManifest } from './read-manifests.ts'

/**
 * The manifest that is about a model: of the files that were given, else the one that is kept in the workspace; null
 * where nothing was given and none is kept.
 * @param isNamed whether a person called the model so; where nobody did, a single file is about it whatever its name.
 * Rejects with `BAD_PARAMS` for a file that is no manifest, two about the model, and where none of those given is.
 */
export async function manifestOf(
  store: Pick<Store, 'listManifests'>,
  model: string,
  files: readonly ManifestFile[] | undefined,
  isNamed: boolean,
): Promise<Manifest | null> {
  if (files === undefined) {
    const kept = (await store.listManifests()).find((item) => item.model === model)
    return kept === undefined ? null : readManifest({ file: `${model}.yaml`, text: kept.text })
  }
  const given = files.map((file) => ({ file: file.file, manifest: readManifest(file) }))
  if (!isNamed && given.length === 1) return given[0].manifest
  const [own, other] = given.filter(({ manifest }) => manifest.model === model)
  if (other !== undefined) {
    throw new AppError(
      'BAD_PARAMS',
      say('error.manifest.twice', { first: own.file, second: other.file, model }),
      say('mend.keep_one'),
    )
  }
  if (own !== undefined) return own.manifest
  throw new AppError(
    'BAD_PARAMS',
    `No manifest is about the model "${model}"; those given are about ${given.map(({ manifest }) => `"${manifest.model}"`).join(', ')}.`,
    'Name the model in the mapping ("model"), or give its manifest alone.',
  )
}
