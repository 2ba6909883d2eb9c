import { expect } from 'vitest'
import type { Talk } from './talk.ts'

/** Workspaces that are made, opened and forgotten. */
export async function talkOfWorkspaces({ noted, name }: Talk) {
  const choosing = noted.command('workspaces.choose', {})
  if (name === 'electron') expect((await choosing).chosen?.name).toBe('current.csv')
  else await expect(choosing).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  expect((await noted.command('workspaces.reopen', {})).kind).toBe('open')
  const first = await noted.query('workspaces.state', {})
  expect(await noted.command('workspaces.create', { name: 'other' })).toMatchObject({ generation: 2 })
  const { workspace } = first
  expect(await noted.command('workspaces.open', { workspace })).toMatchObject({ generation: 3 })
  expect(await noted.command('workspaces.forget', { workspace })).toEqual({})
  expect((await noted.query('workspaces.list', {})).workspaces).toMatchObject([{ name: 'other' }])
  const recovering = noted.command('workspaces.recover', { recovery: 'salvage' })
  await expect(recovering).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  const copying = noted.command('workspaces.copy', {})
  await expect(copying).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
}
