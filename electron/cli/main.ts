import { enableCompileCache } from 'node:module'

// Compiled code is kept between runs, which halves the start.
enableCompileCache()
const { main } = await import('./process.ts')
await main()
