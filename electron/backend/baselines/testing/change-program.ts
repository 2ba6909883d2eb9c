import type { BaselineId } from '#shared/domain/ids.ts'
import { jobContext, openTestWorkspace } from '../../profiles/testing/workspace.ts'

/** A program to be killed: opens the workspace, says so, and changes the baseline of the default model. */
const [folder, baseline] = process.argv.slice(2)
const workspace = await openTestWorkspace(folder)
console.log('opened')
await workspace.profiles.changeBaseline('default', baseline as BaselineId, jobContext())
await workspace.close()
