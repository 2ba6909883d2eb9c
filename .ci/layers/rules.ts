import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path/posix'

/** One layer: the files below `folder`, and what they may import. The longest matching folder wins. */
type Layer = {
  readonly folder: string
  /** Folders of other layers, besides its own. */
  readonly layers: readonly string[]
  /** Packages by name; `node` stands for Node's own modules; `*` for every package but electron. */
  readonly packages: readonly string[]
}

/** shared ← electron/backend ← {shell, loopback, cli}; shared ← renderer. */
export const LAYERS: readonly Layer[] = [
  { folder: 'shared', layers: [], packages: ['zod', 'yaml'] },
  { folder: 'shared/words', layers: ['shared/domain', 'shared/stats/text'], packages: [] },
  { folder: 'shared/stats', layers: ['shared/domain', 'shared/words'], packages: [] },
  { folder: 'shared/policy', layers: ['shared/domain', 'shared/stats', 'shared/words'], packages: [] },
  { folder: 'shared/domain', layers: [], packages: [] },
  {
    folder: 'electron/backend',
    layers: ['shared', 'package.json', 'resources/scenarios'],
    packages: ['node', '*'],
  },
  { folder: 'electron/security', layers: ['shared'], packages: ['node'] },
  {
    folder: 'electron/loopback',
    layers: ['shared', 'electron/backend', 'electron/security'],
    packages: ['node', 'ws'],
  },
  {
    folder: 'electron/shell',
    layers: ['shared', 'electron/backend', 'electron/security'],
    packages: ['node', 'electron'],
  },
  {
    folder: 'electron/cli',
    layers: ['shared', 'electron/backend', 'electron/loopback', 'electron/security', 'electron/start'],
    packages: ['node', '*'],
  },
  // What the tests that hold both shells to one contract are made of.
  {
    folder: 'electron/testing',
    layers: ['shared', 'electron/backend', 'electron/loopback', 'electron/shell'],
    packages: ['node', 'ws', 'vitest'],
  },
  { folder: 'electron/start', layers: ['shared', 'electron/loopback'], packages: ['node'] },
  {
    folder: 'electron',
    layers: ['shared', 'electron/backend', 'electron/loopback', 'electron/start'],
    packages: ['node'],
  },
  { folder: 'renderer', layers: ['shared'], packages: ['*'] },
  { folder: 'resources', layers: ['shared', 'resources/scenarios'], packages: ['node'] },
  { folder: 'resources/scenarios', layers: ['shared'], packages: [] },
]

/** Only this file may touch Electron's raw ipc; everything else goes through its checked wrapper. */
const RAW_IPC = {
  names: ['ipcMain', 'ipcRenderer'],
  files: ['electron/shell/ipc.ts', 'electron/shell/preload.ts'],
}

export type Violation = { readonly file: string; readonly imports: string; readonly why: string }

/** Every import of `source` (the text of `file`, a path from the root) that its layer does not allow. */
export function findViolations(file: string, source: string): Violation[] {
  const layer = layerOf(file)
  if (layer === undefined || /\.(test|bench)\.tsx?$/.test(file)) return []
  const violations: Violation[] = []
  for (const imports of importsOf(source)) {
    const why = refusal(layer, file, imports)
    if (why !== undefined) violations.push({ file, imports, why })
  }
  if (!RAW_IPC.files.includes(file)) {
    for (const name of RAW_IPC.names) {
      if (new RegExp(`import[^'"]*\\b${name}\\b[^'"]*from\\s+['"]electron`).test(source)) {
        violations.push({ file, imports: name, why: 'raw ipc is only for its checked wrapper' })
      }
    }
  }
  return violations
}

function refusal(layer: Layer, file: string, imports: string): string | undefined {
  const target = resolveWithin(file, imports)
  if (target === undefined) return packageRefusal(layer, imports)
  if (inside(target, layer.folder) && layerOf(target) === layer) return undefined
  if (layer.layers.some((folder) => inside(target, folder))) return undefined
  if (inside(target, 'shared') && layer.folder === 'shared') return undefined
  return `${layer.folder} may import ${['itself', ...layer.layers].join(', ')}`
}

function packageRefusal(layer: Layer, imports: string): string | undefined {
  const name = packageName(imports)
  const isNode = imports.startsWith('node:') || builtinModules.includes(name)
  if (isNode) return layer.packages.includes('node') ? undefined : `${layer.folder} is free of Node`
  if (layer.packages.includes(name)) return undefined
  if (name !== 'electron' && layer.packages.includes('*')) return undefined
  return `${layer.folder} may not use the package ${name}`
}

function layerOf(file: string): Layer | undefined {
  return LAYERS.filter((layer) => inside(file, layer.folder)).sort(
    (a, b) => b.folder.length - a.folder.length,
  )[0]
}

function inside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

/** The path from the root that an import names, or undefined for a package. */
function resolveWithin(file: string, imports: string): string | undefined {
  if (imports.startsWith('.')) return normalize(join(dirname(file), imports))
  if (imports.startsWith('#shared/')) return imports.replace('#shared/', 'shared/')
  if (imports.startsWith('#backend/')) return imports.replace('#backend/', 'electron/backend/')
  return undefined
}

function packageName(imports: string): string {
  const parts = imports.split('/')
  return imports.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? imports)
}

function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const patterns = [
    /^[^\S\n]*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /^[^\S\n]*import\s*['"]([^'"\n]+)['"]/gm,
    /\b(?:import|require)\s*\(\s*['"]([^'"\n]+)['"]/g,
  ]
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''))
}
