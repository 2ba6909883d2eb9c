import { expect, test } from 'vitest'
import { findViolations } from './rules.ts'

const allowed: [file: string, imports: string][] = [
  ['shared/contract/operations.ts', "import { z } from 'zod'"],
  ['shared/contract/operations.ts', "import { ROLES } from '../domain/columns.ts'"],
  ['shared/policy/severity.ts', "import { ks } from '../stats/two-sample/ks.ts'"],
  ['electron/backend/store/open.ts', "import { readFile } from 'node:fs/promises'"],
  ['electron/backend/store/open.ts', "import Database from 'better-sqlite3'"],
  ['electron/shell/main.ts', "import { app } from 'electron'"],
  ['electron/shell/main.ts', "import { createBackend } from '#backend/create-backend.ts'"],
  ['electron/cli/main.ts', "const { startLoopback } = await import('../loopback/start.ts')"],
  ['renderer/views/start.tsx', "import { useState } from 'react'"],
  ['renderer/views/start.tsx', "import type { Client } from '#shared/contract/client.ts'"],
]

const refused: [file: string, imports: string][] = [
  ['shared/stats/psi.ts', "import { readFile } from 'node:fs'"],
  ['shared/stats/psi.ts', "import { readFile } from 'fs'"],
  ['shared/stats/psi.ts', "import { z } from 'zod'"],
  ['shared/stats/psi.ts', "import { judgeRun } from '../policy/severity.ts'"],
  ['shared/domain/verdict.ts', "import { OPERATIONS } from '../contract/operations.ts'"],
  ['shared/contract/client.ts', "import { createBackend } from '../../electron/backend/create-backend.ts'"],
  ['electron/backend/create-backend.ts', "import { app } from 'electron'"],
  ['electron/backend/create-backend.ts', "import { start } from '../loopback/start.ts'"],
  ['electron/backend/create-backend.ts', "export { start } from '../cli/main.ts'"],
  ['electron/loopback/start.ts', "import { app } from 'electron'"],
  ['electron/loopback/start.ts', "import { app } from '../shell/main.ts'"],
  ['electron/shell/menu.ts', "import { ipcMain } from 'electron'"],
  ['renderer/views/start.tsx', "import { app } from 'electron'"],
  ['renderer/views/start.tsx', "import type { Backend } from '#backend/backend.ts'"],
  ['renderer/views/start.tsx', "const x = import('../../electron/backend/backend.ts')"],
  ['renderer/views/start.tsx', "import { readFile } from 'node:fs'"],
]

test.each(allowed)('%s may say: %s', (file, imports) => {
  expect(findViolations(file, imports)).toEqual([])
})

test.each(refused)('%s may not say: %s', (file, imports) => {
  expect(findViolations(file, imports)).toHaveLength(1)
})

test('an import over several lines is seen, one in a comment or a text is not', () => {
  const source =
    "// import { app } from 'electron'\nimport {\n  app,\n  shell,\n} from 'electron'\nconst words = \"read from 'electron'\"\n"
  expect(findViolations('renderer/main.tsx', source)).toHaveLength(1)
})
