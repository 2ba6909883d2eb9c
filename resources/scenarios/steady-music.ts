import { say } from '#shared/words/say.ts'
import { DAY } from './kit/draw.ts'
import { twoParts } from './kit/parts.ts'
import type { Scenario } from './kit/scenario.ts'
import { nothingHappens } from './kit/truth.ts'
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
    const times = [START, START + 7 * DAY, START + 14 * DAY] as const
    const parts = twoParts(rows, Math.floor(rows / 2), times, (name, part) => songs(streams, name, part))
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
      truth: nothingHappens(rows),
    }
  },
}
