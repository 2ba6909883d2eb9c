import { say } from '#shared/words/say.ts'
import { HOUR, MINUTE } from './kit/draw.ts'
import { twoParts } from './kit/parts.ts'
import type { Scenario } from './kit/scenario.ts'
import { fires, silent } from './kit/truth.ts'
import { MUSIC_MAPPING, PLAYLIST_BREAKER, songs } from './worlds/music.ts'

const NIGHT = Date.UTC(2026, 1, 9)
const ONSET = NIGHT + 23 * HOUR + 47 * MINUTE
const LOG_FROM = NIGHT + 12 * HOUR
const LOG_TO = NIGHT + 30 * HOUR

export const nightPlaylist: Scenario = {
  name: 'night-playlist',
  title: say('scenario.night_playlist.title'),
  story: say('scenario.night_playlist.story'),
  kind: 'incident',
  models: 1,
  leastRows: 12_000,
  make(rows, streams) {
    // As many an hour before as during the night.
    const before = Math.floor((rows * 2) / 3)
    const parts = twoParts(rows, before, [LOG_FROM - 36 * HOUR, LOG_FROM, LOG_TO], (name, part) =>
      songs(streams, name, part, ONSET),
    )
    const affected = parts.since(ONSET)
    return {
      models: [
        {
          name: 'playlist',
          mapping: MUSIC_MAPPING,
          baseline: parts.baseline,
          log: parts.log,
          breaker: PLAYLIST_BREAKER,
        },
      ],
      truth: {
        onset: new Date(ONSET).toISOString(),
        affected: { rows: affected, of: rows, where: say('truth.where.night_playlist') },
        expectations: [
          fires(
            { monitor: 'breaker', path: ['CLOSED', 'OPEN'] },
            { earliest: ONSET, deadline: ONSET + 45 * MINUTE },
          ),
          fires({ monitor: 'performance', metric: 'accuracy', at_least: 'high' }, { earliest: ONSET }),
          fires({ monitor: 'calibration', at_least: 'high' }, { earliest: ONSET }),
          ...(['adwin', 'hddm_a', 'hddm_w', 'page_hinkley'] as const).map((method) =>
            fires(
              { monitor: 'detector', method, stream: 'error' },
              { earliest: ONSET, deadline: ONSET + 2 * HOUR },
            ),
          ),
          // It holds the night against the mean of all it ever saw, which takes hours to move.
          fires(
            { monitor: 'detector', method: 'ddm', stream: 'error' },
            { earliest: ONSET, deadline: LOG_TO },
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
