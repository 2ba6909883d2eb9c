import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { namedPolicy } from './policy-option.ts'

const folder = mkdtempSync(join(tmpdir(), 'driftdesk-policy-option-'))
writeFileSync(join(folder, 'mine.yaml'), 'min_rows: 500\n')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('takes what ends like a file for a file, and all else for a name', async () => {
  expect(await namedPolicy(undefined, folder)).toBeNull()
  expect(await namedPolicy('psi-0.25', folder)).toEqual({ name: 'psi-0.25' })
  expect(await namedPolicy('or-ruel', folder)).toEqual({ name: 'or-ruel' })
  expect(await namedPolicy('mine.yaml', folder)).toEqual({ file: join(folder, 'mine.yaml') })
})

it('refuses a file that there is not', async () => {
  await expect(namedPolicy('./other.json', folder)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
})
