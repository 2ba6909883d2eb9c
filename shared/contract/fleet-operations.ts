import { z } from 'zod'
import { BACKEND_CHOICES } from './backend-choice.ts'
import { fleetDocument } from './documents/fleet.ts'
import { manifestFault, manifestFiles, manifestText, manifestView } from './documents/manifest.ts'
import { mapping } from './mapping.ts'
import { fileToken } from './sources.ts'

const model = z.string().min(1).max(1_000)

/** Models together: how they fail with each other, and what people know about them. */
export const FLEET_OPERATIONS = {
  'fleet.run': {
    kind: 'job',
    params: z.strictObject({
      /** Files of logs, told apart by the role model, else one model a file; or all models of the workspace. */
      source: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('files'),
          files: z.array(fileToken).min(1).max(10_000),
          labels: z.array(fileToken).max(10_000).optional(),
        }),
        z.strictObject({ kind: z.literal('workspace') }),
      ]),
      mapping: mapping.optional(),
      /** Only rows of this time. */
      window: z
        .strictObject({
          start: z.iso.datetime({ offset: true }).nullable(),
          end: z.iso.datetime({ offset: true }).nullable(),
        })
        .optional(),
      /** Manifests by file; those of the workspace where none are given. */
      manifests: manifestFiles.optional(),
      seed: z.number().int().min(0).max(0xffff_ffff).optional(),
      /** Where to compute what is mostly arithmetic; the setting where it is not given. */
      backend: z.enum(BACKEND_CHOICES).optional(),
    }),
    result: fleetDocument,
  },
  'manifests.get': { kind: 'query', params: z.strictObject({ model }), result: manifestView },
  /** Faults of a text, without saving it. */
  'manifests.check': {
    kind: 'query',
    params: z.strictObject({ model, text: manifestText }),
    result: z.object({ faults: z.array(manifestFault) }),
  },
  /** Keeps a manifest; null takes it away. Answers with what was there before, so that it can be undone. */
  'manifests.set': {
    kind: 'command',
    params: z.strictObject({ model, text: manifestText.nullable() }),
    result: z.object({ before: z.string().nullable() }),
  },
} as const
