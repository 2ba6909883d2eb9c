import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DatasetId } from '#shared/domain/ids.ts'
import { isLabelLog } from '../../../ingest/labels/label-logs.ts'
import { openWorkbench, type Workbench } from '../../../ingest/testing/workbench.ts'
import type { Dataset } from '../../../store/types.ts'
import { labelArrivals } from '../../observations/label-arrivals.ts'
import { observationsOf } from '../../observations/observations.ts'
import { readFeed } from '../../observations/read-feed.ts'
import { openScoredLog } from '../../scored-log/read-scored-log.ts'
import type { LiveCursor } from '../parts/cursors.ts'
import { parsePolicyText } from '../policy-file.ts'
import { replayLog } from '../replay/replay-log.ts'
import { coin } from '../testing/feeds.ts'
import { wantedColumns } from '../wanted-columns.ts'
import { stepLive } from './step-live.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 5)
const BATCHES = 5
/** Rows of a batch, a minute apart. */
const ROWS = 160
const policy = (by: string) =>
  parsePolicyText(
    `any:
  - {metric: accuracy, below: 0.8, window: 100 rows, min_labelled: 25}
cooldown: 45 min
half_open: {share: 0.5, min_labelled: 15, close_above: 0.55}
fallback: rules
max_label_silence: 1 d
${by}`,
    'p',
  )

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

let files = 0
const stored = async (header: string, lines: readonly string[], at: number): Promise<Dataset> => {
  files += 1
  const dataset = await bench.load(bench.file(`file-${files}.csv`, [header, ...lines, ''].join('\n')), {
    mapping: { roles: header.includes('prediction,') ? { prediction: 'prediction', city: 'segment' } : {} },
  })
  return { ...dataset, createdAt: new Date(at).toISOString() }
}

/** Rows as they are served, their labels in files that come after them; a part of them one batch late, some with a time. */
async function filesOf(seed: number): Promise<Dataset[]> {
  const toss = coin(seed)
  const all: Dataset[] = []
  let waiting: string[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const begin = START + batch * (ROWS + 40) * MINUTE
    const due: string[] = []
    const late: string[] = []
    const isBad = toss() < 0.5
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const id = `s${seed}b${batch}r${row}`
      const served = begin + row * MINUTE
      const label = toss() < (isBad ? 0.4 : 0.97) ? 1 : 0
      const known = toss() < 0.5 ? new Date(served + toss() * 30 * MINUTE).toISOString() : ''
      ;(toss() < 0.25 ? late : due).push(`${id},${label},${known}`)
      return `${new Date(served).toISOString()},${id},1,${toss() < 0.6 ? 'Pune' : 'Delhi'}`
    })
    const end = begin + ROWS * MINUTE
    const header = 'prediction_id,label,label_timestamp'
    all.push(await stored('timestamp,prediction_id,prediction,city', rows, end + MINUTE))
    all.push(await stored(header, [...waiting, ...due], end + Math.floor(2 + toss() * 30) * MINUTE))
    waiting = late
  }
  return all
}

type Move = { readonly at: number; readonly row: number; readonly to: string; readonly part: string | null }

function live(all: readonly Dataset[], by: string): Move[] {
  const moves: Move[] = []
  let cursor: LiveCursor | null = null
  const seen: DatasetId[] = []
  for (const [index, { id, createdAt }] of all.entries()) {
    const there = all.slice(0, index + 1)
    const answer = stepLive({
      policy: policy(by),
      cursor,
      logs: there.filter((one) => !isLabelLog(one)),
      labelLogs: there.filter(isLabelLog),
      arrivals: labelArrivals(there),
      seen: [...seen],
      reference: null,
      given: {},
      loopTests: [],
      now: Date.parse(createdAt) + 1_000,
    })
    cursor = JSON.parse(JSON.stringify(answer.cursor)) as LiveCursor
    seen.push(id)
    for (const effect of answer.effects) {
      if (effect.kind !== 'transition') continue
      moves.push({ at: effect.at, row: effect.row, to: effect.to, part: effect.part ?? null })
    }
  }
  return moves
}

function replayed(all: readonly Dataset[], by: string): Move[] {
  const log = openScoredLog({
    logs: all.filter((one) => !isLabelLog(one)),
    labelLogs: all.filter(isLabelLog),
    arrivals: labelArrivals(all),
  })
  const { feed, value, notes } = readFeed(log, null, {}, wantedColumns(policy(by)))
  const question = { name: 'p', policy: policy(by), onset: null, points: null }
  const { document } = replayLog({ observations: observationsOf(feed), value, notes }, question)
  return document.transitions.map(({ at, row, to, segment = null }) => ({
    at: Date.parse(at ?? ''),
    row,
    to,
    part: segment,
  }))
}

const SEEDS = [1, 2, 8]
test.each(SEEDS)(
  'labels in later files move breakers live when they come, and replay sees them then: %i',
  async (seed) => {
    const all = await filesOf(seed)
    for (const by of ['', 'by: city\n']) {
      const seen = live(all, by)
      // What time alone brings about after the last row is not in a log.
      const last = Math.max(...seen.map(({ at }) => at))
      expect(seen.map(({ to }) => to)).toContain('OPEN')
      expect(replayed(all, by).filter(({ at }) => at <= last)).toEqual(seen)
    }
  },
)
