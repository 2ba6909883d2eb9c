import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Calibration } from './cost.ts'

const cost = z.object({ overheadSeconds: z.number().min(0), secondsPerUnit: z.number().min(0) })
const costOfKind = z.object({ cpu: cost, gpu: cost })
const calibration = z.object({
  kernelSums: costOfKind,
  pairwise: costOfKind,
  lagged: costOfKind,
  resample: costOfKind,
})
/** To be raised with each change of the arithmetic on either side: what was measured before says nothing of it. */
const ARITHMETIC = 3
const calibrations = z.object({
  arithmetic: z.literal(ARITHMETIC),
  adapters: z.record(z.string(), calibration),
})

/**
 * What was measured of each adapter, by its name, kept in a file beside the catalogue. A file that is not there or
 * makes no sense, or that other arithmetic was measured for, is the same as nothing measured yet: it is measured again.
 */
export type CalibrationFile = {
  readonly read: (adapter: string) => Promise<Calibration | null>
  readonly write: (adapter: string, measured: Calibration) => Promise<void>
}

export function calibrationFile(path: string): CalibrationFile {
  const readAll = async (): Promise<Record<string, Calibration>> => {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text === null) return {}
    try {
      return calibrations.parse(JSON.parse(text)).adapters
    } catch {
      return {}
    }
  }
  return {
    read: async (adapter) => (await readAll())[adapter] ?? null,
    async write(adapter, measured) {
      const all: z.infer<typeof calibrations> = {
        arithmetic: ARITHMETIC,
        adapters: { ...(await readAll()), [adapter]: measured },
      }
      await mkdir(dirname(path), { recursive: true })
      const fresh = `${path}.${process.pid}.new`
      await writeFile(fresh, `${JSON.stringify(all, null, 1)}\n`)
      await rename(fresh, path)
    },
  }
}
