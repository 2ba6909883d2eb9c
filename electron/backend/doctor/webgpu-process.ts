import { lookAtWebgpu } from './webgpu.ts'

/** Run as a process of its own: prints what was found of graphics devices as one line of JSON. */
const [, , kernels = ''] = process.argv
process.stdout.write(`${JSON.stringify(await lookAtWebgpu(kernels))}\n`)
