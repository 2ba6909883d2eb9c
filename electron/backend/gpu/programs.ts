import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GpuFaultError } from './fault.ts'

/** Each program: the files that make it up, in their order, and its entry point. */
const PROGRAMS = {
  fill: { files: ['pairs.wgsl'], entry: 'fill' },
  rowSums: { files: ['pairs.wgsl'], entry: 'row_sums' },
  memberProducts: { files: ['product.wgsl', 'product-members.wgsl'], entry: 'multiply' },
  numberProducts: { files: ['product.wgsl', 'product-numbers.wgsl'], entry: 'multiply' },
  within: { files: ['within.wgsl'], entry: 'add_up' },
  lags: { files: ['lags-shared.wgsl', 'lags.wgsl'], entry: 'inner_products' },
  lagsBySubgroups: { files: ['lags-subgroups.wgsl', 'lags.wgsl'], entry: 'inner_products' },
  resample: { files: ['resample.wgsl'], entry: 'draw' },
} as const
export type ProgramName = keyof typeof PROGRAMS

export type Programs = { readonly get: (name: ProgramName) => Promise<GPUComputePipeline> }

/** Compiles programs when they are first asked for. */
export function createPrograms(device: GPUDevice, folder: string): Programs {
  const compiled = new Map<ProgramName, Promise<GPUComputePipeline>>()
  const compile = async (name: ProgramName): Promise<GPUComputePipeline> => {
    const { files, entry } = PROGRAMS[name]
    const sources = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
    const module = device.createShaderModule({ label: name, code: sources.join('\n') })
    try {
      return await device.createComputePipelineAsync({
        label: name,
        layout: 'auto',
        compute: { module, entryPoint: entry },
      })
    } catch (error) {
      throw new GpuFaultError('invalid', error instanceof Error ? error.message : String(error))
    }
  }
  return {
    get(name) {
      const known = compiled.get(name) ?? compile(name)
      compiled.set(name, known)
      return known
    },
  }
}
