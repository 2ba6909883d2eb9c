import type { Command } from './command.ts'

type Entry = {
  /** One line for the list of commands. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** Every command by name. A name may have two words. Each is loaded only when it is called. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  open: {
    summary: 'Open the app, with files if some are named.',
    load: async () => (await import('./commands/open.ts')).open,
  },
  import: {
    summary: 'Read log files into a workspace.',
    load: async () => (await import('./commands/import.ts')).importLog,
  },
  drift: {
    summary: 'Compare two sets of files and say what drifted; needs no workspace.',
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  performance: {
    summary: 'Metrics of a model by window, before and after its labels come.',
    load: async () => (await import('./commands/performance.ts')).performanceCommand,
  },
  calibration: {
    summary: 'Say whether probabilities come true.',
    load: async () => (await import('./commands/calibration.ts')).calibrationCommand,
  },
  'breaker replay': {
    summary: 'Say what breaker policies would have done with a log.',
    load: async () => (await import('./commands/breaker-replay.ts')).breakerReplay,
  },
  'breaker lint': {
    summary: 'Find what is wrong with a breaker policy.',
    load: async () => (await import('./commands/breaker-lint.ts')).breakerLint,
  },
  'breaker arm': {
    summary: 'Put a model under a breaker policy.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerArm,
  },
  'breaker status': {
    summary: 'Say how the breaker of a model stands.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerStatus,
  },
  'breaker trip': {
    summary: 'Open the breaker of a model by hand.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerTrip,
  },
  'breaker force-close': {
    summary: 'Keep the breaker of a model closed.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerForceClose,
  },
  'breaker release': {
    summary: 'Take back what was decided by hand.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerRelease,
  },
  'breaker approve': {
    summary: 'Let a step happen that waits for a person.',
    load: async () => (await import('./commands/breaker-people.ts')).breakerApprove,
  },
  'alerts replay': {
    summary: 'Say what alert rules would have done with a log.',
    load: async () => (await import('./commands/alerts-replay.ts')).alertsReplay,
  },
  'alerts lint': {
    summary: 'Find what is wrong with alert rules.',
    load: async () => (await import('./commands/alerts-lint.ts')).alertsLint,
  },
  readiness: {
    summary: 'Say from measurements and drills whether a model may be deployed.',
    load: async () => (await import('./commands/readiness.ts')).readinessCommand,
  },
  stat: {
    summary: 'Compute one statistic, or list them.',
    load: async () => (await import('./commands/stat.ts')).stat,
  },
  feedback: {
    summary: 'Say whether a model feeds on its own output.',
    load: async () => (await import('./commands/feedback.ts')).feedback,
  },
  fleet: {
    summary: 'Say how the models of a fleet fail together.',
    load: async () => (await import('./commands/fleet.ts')).fleet,
  },
  detect: {
    summary: 'Run a change detector over one stream of numbers.',
    load: async () => (await import('./commands/detect.ts')).detect,
  },
  'scenario list': {
    summary: 'List the incident library.',
    load: async () => (await import('./commands/scenario.ts')).scenarioList,
  },
  'scenario generate': {
    summary: 'Write the logs of a scenario, and what is true of them, to a folder.',
    load: async () => (await import('./commands/scenario.ts')).scenarioGenerate,
  },
  'scenario run': {
    summary: 'Compare what the monitors say about a scenario with what is true.',
    load: async () => (await import('./commands/scenario.ts')).scenarioRun,
  },
  'scenario inject': {
    summary: 'Put a shift into a log, and say how long each detector takes to notice.',
    load: async () => (await import('./commands/scenario-inject.ts')).scenarioInject,
  },
  watch: {
    summary: 'Import what comes into a folder, as it comes.',
    load: async () => (await import('./commands/watch.ts')).watch,
  },
  verify: {
    summary: 'Check that a workspace holds what was written to it.',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  serve: {
    summary: 'Serve the app on this machine without opening a window.',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  doctor: {
    summary: 'Say what is there, what is missing, and the mend.',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
}
