import { randomExponential, randomNormal } from '../../../shared/stats/random.ts'
import { between, chance, logistic, MINUTE, weightedCode } from '../kit/draw.ts'
import { decisionColumns, decisionMapping, openTable, type Part } from '../kit/parts.ts'
import type { ScenarioModel, Streams } from '../kit/scenario.ts'
import type { Table } from '../kit/table.ts'

export const MUSIC_MAPPING: ScenarioModel['mapping'] = decisionMapping({
  user_id: 'entity_id',
  genre: 'feature',
  tempo_bpm: 'feature',
  familiarity: 'feature',
  session_minute: 'feature',
  device: 'segment',
  minutes_heard: 'value',
})

const GENRES = ['pop', 'hip_hop', 'rock', 'electronic', 'classical', 'jazz']
const DEVICES = ['phone', 'desktop', 'speaker']

/**
 * Songs that a service offers, the probability that each is listened to (77% are), and whether it was. From `flip` on
 * people do the opposite of what they did.
 */
export function songs(
  streams: Streams,
  name: string,
  part: Part,
  flip: number = Number.POSITIVE_INFINITY,
): Table {
  const { rows } = part
  const genreOf = weightedCode([34, 22, 18, 13, 7, 6])
  const deviceOf = weightedCode([62, 21, 17])
  const { table, at, random } = openTable(streams, name, part, 'play-')
  const user = table.key('user_id', 'u')
  const genre = table.category('genre', GENRES)
  const device = table.category('device', DEVICES)
  const tempo = table.number('tempo_bpm', 1)
  const familiarity = table.number('familiarity', 3)
  const minute = table.number('session_minute', 1)
  const { score, prediction, label, known } = decisionColumns(table)
  const heard = table.number('minutes_heard', 2)
  for (let row = 0; row < rows; row++) {
    user[row] = Math.floor(random.uniform() * 40_000)
    genre[row] = genreOf(random)
    device[row] = deviceOf(random)
    tempo[row] = 118 + 22 * randomNormal(random)
    familiarity[row] = random.uniform()
    minute[row] = 18 * randomExponential(random)
    const logit = -0.9 + 6 * familiarity[row] + 0.25 * (genre[row] === 0 ? 1 : 0) + 0.9 * randomNormal(random)
    const truth = logistic(logit)
    score[row] = truth
    prediction[row] = truth >= 0.5 ? 1 : 0
    label[row] = chance(random, at[row] >= flip ? 1 - truth : truth)
    known[row] = Math.floor(at[row] + between(random, 1, 4) * MINUTE)
    heard[row] = label[row] === 1 ? between(random, 2, 4) : between(random, 0.1, 0.5)
  }
  return table.done()
}

export const PLAYLIST_BREAKER = `schema: driftdesk.breaker/1
model: playlist
any:
  - metric: accuracy
    below: 0.75
    window: 1000 rows
    min_labelled: 200
cooldown: 30 min
half_open: {share: 0.05, min_labelled: 50, close_above: 0.78}
fallback: previous_version
on_no_labels: hold
max_label_silence: 1 d
autonomy: 2
`
