import { describe, expect, it } from 'vitest'
import { doctorDocument } from '#shared/contract/documents/doctor.ts'
import { check } from './check.ts'
import { runDoctor } from './doctor.ts'
import { lookAtNode } from './parts.ts'

describe('runDoctor', () => {
  it('tries the real parts and orders what a shell adds', async () => {
    const display = {
      name: 'electron',
      ok: false,
      version: '',
      detail: 'absent',
      mend: 'install it',
    } as const
    const document = doctorDocument.parse(await runDoctor('resources', [display]))
    expect(document.checks.map(({ name }) => name)).toEqual([
      'node',
      'electron',
      'sqlite',
      'duckdb',
      'webgpu',
      'workers',
    ])
    const needed = document.checks.filter(({ name }) =>
      ['node', 'sqlite', 'duckdb', 'workers'].includes(name),
    )
    expect(needed.filter(({ ok }) => !ok)).toEqual([])
    expect(needed.find(({ name }) => name === 'sqlite')?.version).toMatch(/^3\.\d+/)
    expect(needed.find(({ name }) => name === 'duckdb')?.version).toMatch(/^1\.\d+/)
  })

  it('names a mend for everything that is not ok, and only for that', async () => {
    const { checks } = await runDoctor('resources')
    for (const { ok, mend } of checks) expect(mend === '').toBe(ok)
  })
})

describe('check', () => {
  it('turns a fault into a finding of one line with its mend', async () => {
    const found = await check('duckdb', 'Install it again.', () => {
      throw new Error('cannot open shared object file\n    at Module.load')
    })
    expect(found).toEqual({
      name: 'duckdb',
      ok: false,
      version: '',
      detail: 'cannot open shared object file',
      mend: 'Install it again.',
    })
  })
})

describe('lookAtNode', () => {
  it.each([
    ['20.20.0', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['24.1.0', true],
  ])('judges Node %s as %s', (version, ok) => {
    expect(lookAtNode(version).ok).toBe(ok)
  })
})
