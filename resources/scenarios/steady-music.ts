import { say } from '#shared/words/say.ts'
import { DAY } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { quiet } from './kit/truth.ts'
import { MUSIC_MAPPING, PLAYLIST_BREAKER, songs } from './worlds/music.ts'

const START = Date.UTC(2026, 1, 2)

export const steadyMusic: Scenario = {
  name: 'steady-music',
  title: say('scenario.steady_music.title'),
  story: say('scenario.steady_music.story'),
  kind: 'control',
  models: 1,
  leastRows: 4_000,
  make(rows, streams) {
    const half = Math.floor(rows / 2)
    return {
      models: [
        {
          name: 'playlist',
          mapping: MUSIC_MAPPING,
          baseline: () =>
            songs(streams, 'baseline', { rows: half, from: START, to: START + 7 * DAY, first: 0 }),
          log: () =>
            songs(streams, 'log', {
              rows: rows - half,
              from: START + 7 * DAY,
              to: START + 14 * DAY,
              first: half,
            }),
          breaker: PLAYLIST_BREAKER,
        },
      ],
      truth: {
        onset: null,
        affected: { rows: 0, of: rows, where: 'Nothing happens.' },
        expectations: quiet(),
      },
    }
  },
}
