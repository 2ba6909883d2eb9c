import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, chance, DAY, MINUTE } from './kit/draw.ts'
import { openTable, type Part, twoParts } from './kit/parts.ts'
import type { Scenario, Streams } from './kit/scenario.ts'
import type { Table } from './kit/table.ts'
import { fires, pending, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 5, 8)
const LOG_FROM = START + 14 * DAY
const LOG_TO = LOG_FROM + 14 * DAY
const RAIN = 0.3
/** How often the shadow decides otherwise, dry and in rain. */
const DRY_APART = 0.086
const RAIN_APART = 0.306
/** How often the model is right, and how often the shadow is where the two differ. */
const RIGHT = { dry: 0.9, rain: 0.74 }
const SHADOW_WINS = { dry: 0.38, rain: 0.71 }

function trips(streams: Streams, name: string, part: Part): Table {
  const { rows } = part
  const { table, at, random } = openTable(streams, name, part, 'trip-')
  const distance = table.number('distance_km', 2)
  const traffic = table.number('traffic', 3)
  const weather = table.category('weather', ['dry', 'rain'])
  const prediction = table.number('prediction', 0)
  const shadow = table.number('shadow_prediction', 0)
  const label = table.number('label', 0)
  const known = table.time('label_timestamp')
  for (let row = 0; row < rows; row++) {
    distance[row] = 1 + 11 * random.uniform()
    traffic[row] = 1 + 0.2 * randomNormal(random)
    weather[row] = random.uniform() < RAIN ? 1 : 0
    const isWet = weather[row] === 1
    prediction[row] = chance(random, 0.55)
    const isApart = random.uniform() < (isWet ? RAIN_APART : DRY_APART)
    shadow[row] = isApart ? 1 - prediction[row] : prediction[row]
    const wins = isWet ? SHADOW_WINS.rain : SHADOW_WINS.dry
    const right = isWet ? RIGHT.rain : RIGHT.dry
    // Right as often in all as it is said; where the two differ the shadow wins as often as it is said.
    const apart = isWet ? RAIN_APART : DRY_APART
    const together = (right - apart * (1 - wins)) / (1 - apart)
    const isRight = chance(random, isApart ? 1 - wins : together)
    label[row] = isRight === 1 ? prediction[row] : 1 - prediction[row]
    known[row] = Math.floor(at[row] + between(random, 10, 60) * MINUTE)
  }
  return table.done()
}

export const shadowRain: Scenario = {
  name: 'shadow-rain',
  title: say('scenario.shadow_rain.title'),
  story: say('scenario.shadow_rain.story'),
  kind: 'incident',
  models: 1,
  leastRows: 8_000,
  make(rows, streams) {
    const before = Math.floor(rows / 2)
    const parts = twoParts(rows, before, [START, LOG_FROM, LOG_TO], (name, part) =>
      trips(streams, name, part),
    )
    const waits = say('check.rollouts')
    return {
      models: [
        {
          name: 'eta',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              distance_km: 'feature',
              traffic: 'feature',
              weather: 'segment',
              prediction: 'prediction',
              shadow_prediction: 'ignore',
              label: 'label',
              label_timestamp: 'label_timestamp',
            },
            task: 'binary',
            positive: 1,
            timezone: 'UTC',
          },
          baseline: parts.baseline,
          log: parts.log,
        },
      ],
      truth: {
        onset: null,
        affected: {
          rows: Math.round(rows * RAIN * RAIN_APART),
          of: rows,
          where: say('truth.where.shadow_rain'),
        },
        expectations: [
          pending(
            fires({
              monitor: 'rollout',
              arm: 'shadow_prediction',
              finds: 'winner_by_condition',
              value: 'rain',
            }),
            waits,
          ),
          fires({ monitor: 'slices', column: 'weather', value: 'rain' }),
          silent({ monitor: 'drift', columns: null, at_least: 'low' }),
        ],
      },
    }
  },
}
