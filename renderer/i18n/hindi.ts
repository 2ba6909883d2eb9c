import type { Locale } from './english.ts'
import { alerts } from './hindi/alerts.ts'
import { baselines } from './hindi/baselines.ts'
import { breakers } from './hindi/breakers.ts'
import { explain } from './hindi/explain.ts'
import { explorer } from './hindi/explorer.ts'
import { frame } from './hindi/frame.ts'
import { imports } from './hindi/imports.ts'
import { lab } from './hindi/lab.ts'
import { latency } from './hindi/latency.ts'
import { monitors } from './hindi/monitors.ts'
import { outputs } from './hindi/outputs.ts'
import { performance } from './hindi/performance.ts'
import { run } from './hindi/run.ts'
import { start } from './hindi/start.ts'
import { storage } from './hindi/storage.ts'
import { terms } from './hindi/terms.ts'
import { trail } from './hindi/trail.ts'
import { workspaces } from './hindi/workspaces.ts'

export const hindi: Locale = {
  ...frame,
  ...alerts,
  ...start,
  ...run,
  ...performance,
  ...monitors,
  ...breakers,
  ...explain,
  ...explorer,
  ...terms,
  ...workspaces,
  ...imports,
  ...baselines,
  ...storage,
  ...trail,
  ...outputs,
  ...lab,
  ...latency,
}
