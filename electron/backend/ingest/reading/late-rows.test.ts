import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLateRows } from './late-rows.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-late-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const rowOf = (record: number) => ({
  record,
  line: null,
  column: 'at',
  reason: '"?\u2028" is no time',
  text: `a\n"${record}", 日本`,
})

test('rows come back in their order, whatever of them is on disk, and again', () => {
  for (const count of [0, 1, 40, 1_000]) {
    const late = createLateRows(join(folder, `${count}.late`), 500)
    for (let record = 0; record < count; record++) late.add(rowOf(record))
    const expected = Array.from({ length: count }, (_, record) => rowOf(record))
    expect(late.count).toBe(count)
    expect([...late.all()]).toEqual(expected)
    expect([...late.all()]).toEqual(expected)
    late.close()
  }
})

test('what memory should not hold goes to disk, and leaves it at the end', () => {
  const path = join(folder, 'rows.late')
  const late = createLateRows(path, 500)
  let bytes = 0
  for (let record = 0; record < 1_000; record++) {
    late.add(rowOf(record))
    bytes += Buffer.byteLength(`${JSON.stringify(rowOf(record))}\n`)
    const onDisk = existsSync(path) ? statSync(path).size : 0
    expect(bytes - onDisk).toBeLessThan(1_000)
  }
  late.close()
  expect(existsSync(path)).toBe(false)
})
