import { enableCompileCache } from 'node:module'
import { compileCacheFolder } from './session/compile-cache.ts'

// Compiled code is kept between runs. Threads take the folder from the environment, and they are most of the code.
process.env.NODE_COMPILE_CACHE ??= compileCacheFolder(process.platform, process.env)
enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { main } = await import('./process.ts')
await main()
