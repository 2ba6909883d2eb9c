import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRandom, randomNormal } from '../shared/stats/random.ts'

/** A small prediction log: `shift` moves the income by that many standard deviations. */
export function logText(rows: number, { shift = 0, seed = 1, start = '2026-01-05T00:00:00Z' } = {}): string {
  const random = createRandom(seed)
  const lines = ['timestamp,prediction_id,income,plan,score']
  const from = Date.parse(start)
  for (let row = 0; row < rows; row += 1) {
    const income = 100 + 10 * (randomNormal(random) + shift)
    const plan = ['free', 'team', 'enterprise'][Math.floor(random.uniform() * 3)]
    const time = new Date(from + row * 60_000).toISOString()
    lines.push(`${time},${seed}-${row},${income.toFixed(3)},${plan},${random.uniform().toFixed(4)}`)
  }
  return `${lines.join('\n')}\n`
}

/** Writes a file for a test into the app's own folder and returns its path. */
export async function writeFixture(folder: string, name: string, content: string): Promise<string> {
  const place = join(folder, 'files')
  await mkdir(place, { recursive: true })
  const path = join(place, name)
  await writeFile(path, content)
  return path
}
