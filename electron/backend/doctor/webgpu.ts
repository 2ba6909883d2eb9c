import type { Finding } from './check.ts'

/** An optional dependency: its name is a variable so that nothing needs it to be installed. */
const PACKAGE: string = 'webgpu'

/** The object that Dawn's `create` returned must live as long as the process uses any device of it. */
const held: unknown[] = []

type AdapterInfo = { readonly vendor: string; readonly architecture: string; readonly description: string }
type Adapter = { readonly isFallbackAdapter?: boolean; readonly info?: AdapterInfo }
type Gpu = { requestAdapter(): Promise<Adapter | null> }

/** Asks for a graphics adapter; a software one is told apart, since it is slower than the CPU. */
export async function lookAtWebgpu(): Promise<Finding> {
  let dawn: { create(flags: readonly string[]): Gpu }
  try {
    dawn = await import(PACKAGE)
  } catch (error) {
    if (!isMissing(error)) throw error
    return {
      ok: false,
      version: '',
      detail: 'The optional package webgpu is not installed; everything is computed on the CPU.',
      mend: 'Nothing has to be done. With a graphics card, "npm install webgpu" speeds up kernel tests.',
    }
  }
  const gpu = dawn.create([])
  held.push(gpu)
  const adapter = await gpu.requestAdapter()
  if (adapter === null) {
    return {
      ok: false,
      version: '',
      detail: 'There is no graphics adapter; everything is computed on the CPU.',
      mend: 'Nothing has to be done. With a graphics card, install its Vulkan driver.',
    }
  }
  const name = [adapter.info?.vendor, adapter.info?.architecture, adapter.info?.description]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
  if (adapter.isFallbackAdapter === true) {
    return {
      ok: false,
      version: '',
      detail: `Only a software adapter was found (${name}); it is slower than the CPU and is not used.`,
      mend: 'Nothing has to be done. With a graphics card, install its Vulkan driver.',
    }
  }
  return { ok: true, version: '', detail: name === '' ? 'An adapter was found.' : name }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}
