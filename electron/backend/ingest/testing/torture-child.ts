import { join } from 'node:path'
import { openStore } from '../../store/open-store.ts'
import { createIngest } from '../create-ingest.ts'
import { signals } from './workbench.ts'

/** A program to be killed: opens the workspace, imports one file for one model, prints what it has. */
const [folder, path, model] = process.argv.slice(2)
const store = await openStore({ folder })
const ingest = await createIngest({ store, folder, temporary: join(folder, '..', 'temporary') })
const { document } = await ingest.importFiles({ files: [{ path, name: 'log.csv' }], model }, signals())
console.log(JSON.stringify(document))
await ingest.close()
await store.close()
