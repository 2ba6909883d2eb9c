import { HOUR, MINUTE, rowAt } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { once, timesOf } from './kit/table.ts'
import { fires, silent } from './kit/truth.ts'
import { MUSIC_MAPPING, PLAYLIST_BREAKER, songs } from './worlds/music.ts'

const NIGHT = Date.UTC(2026, 1, 9)
const ONSET = NIGHT + 23 * HOUR + 47 * MINUTE
const LOG_FROM = NIGHT + 12 * HOUR
const LOG_TO = NIGHT + 30 * HOUR

export const nightPlaylist: Scenario = {
  name: 'night-playlist',
  title: 'The playlist that kept everyone awake',
  story:
    'A scenario. At 23:47 people want to fall asleep, and what they skip and what they keep turns around: skips go from 23% to 78%, listening falls by two thirds. The songs that are offered are the same as ever, so nothing that watches the inputs sees anything; only outcomes tell.',
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    // As many an hour before as during the night.
    const before = Math.floor((rows * 2) / 3)
    const log = once(() =>
      songs(streams, 'log', { rows: rows - before, from: LOG_FROM, to: LOG_TO, first: before }, ONSET),
    )
    const affected = rows - before - rowAt(timesOf(log()), ONSET)
    return {
      models: [
        {
          name: 'playlist',
          mapping: MUSIC_MAPPING,
          baseline: () =>
            songs(streams, 'baseline', { rows: before, from: LOG_FROM - 36 * HOUR, to: LOG_FROM, first: 0 }),
          log,
          breaker: PLAYLIST_BREAKER,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: { rows: affected, of: rows, where: 'Every row from 23:47 on.' },
        expectations: [
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { earliest: ONSET, deadline: ONSET + 45 * MINUTE },
          ),
          fires({ monitor: 'performance', metric: 'accuracy', at_least: 'high' }, { earliest: ONSET }),
          fires({ monitor: 'calibration', at_least: 'high' }, { earliest: ONSET }),
          ...(['adwin', 'hddm_a', 'page_hinkley'] as const).map((method) =>
            fires(
              { monitor: 'detector', method, stream: 'error' },
              { earliest: ONSET, deadline: ONSET + 2 * HOUR },
            ),
          ),
          silent({
            monitor: 'drift',
            columns: ['genre', 'tempo_bpm', 'familiarity', 'session_minute', 'device'],
            at_least: 'low',
          }),
          silent({ monitor: 'quality', code: null }),
          silent({ monitor: 'feedback', at_least: 'possible' }),
        ],
      },
    }
  },
}
