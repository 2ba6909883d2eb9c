import { say } from '#shared/words/say.ts'
import { randomNormal } from '../../shared/stats/random.ts'
import { between, DAY, evenTimes, HOUR } from './kit/draw.ts'
import type { Scenario } from './kit/scenario.ts'
import { newTable, type Table } from './kit/table.ts'
import { nothingHappens, silent } from './kit/truth.ts'

const START = Date.UTC(2026, 0, 5)
const END = START + 90 * DAY
/** Share of the spread of outcomes that the model explains; the correlation is its root, 0.84. */
const EXPLAINED = 0.7
const RANDOM_ARM = 0.15

export const honestModel: Scenario = {
  name: 'honest-model',
  title: say('scenario.honest_model.title'),
  story: say('scenario.honest_model.story'),
  kind: 'control',
  models: 1,
  leastRows: 10_000,
  make(rows, streams) {
    const log = (): Table => {
      const random = streams('log')
      const table = newTable(rows)
      const at = table.time('timestamp', evenTimes(streams('times'), rows, START, END))
      table.id('prediction_id', 'forecast-')
      const signal = table.number('signal', 3)
      const served = table.category('served_by', ['ai', 'random'])
      const influenced = table.category('model_influenced', ['false'])
      const score = table.number('score', 3)
      const label = table.number('label', 3)
      const known = table.time('label_timestamp')
      for (let row = 0; row < rows; row++) {
        signal[row] = randomNormal(random)
        served[row] = random.uniform() < RANDOM_ARM ? 1 : 0
        influenced[row] = 0
        score[row] = 50 + 10 * Math.sqrt(EXPLAINED) * signal[row]
        label[row] = score[row] + 10 * Math.sqrt(1 - EXPLAINED) * randomNormal(random)
        known[row] = Math.floor(at[row] + between(random, 2, 30) * HOUR)
      }
      return table.done()
    }
    return {
      models: [
        {
          name: 'forecast',
          mapping: {
            roles: {
              timestamp: 'timestamp',
              prediction_id: 'prediction_id',
              signal: 'feature',
              served_by: 'served_by',
              model_influenced: 'model_influenced',
              score: 'score',
              label: 'label',
              label_timestamp: 'label_timestamp',
            },
            task: 'regression',
            timezone: 'UTC',
          },
          baseline: null,
          log,
        },
      ],
      truth: nothingHappens(rows, [
        silent({ monitor: 'feedback', at_least: 'possible' }),
        silent({ monitor: 'fleet', mode: 'feedback_monster' }),
        silent({ monitor: 'performance', at_least: 'low' }),
      ]),
    }
  },
}
