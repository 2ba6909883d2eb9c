import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { say } from '#shared/words/say.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

/** Whether the question is answered with no, from what was measured. */
export async function sightReadiness(
  { question }: Extract<ScenarioCheck, { monitor: 'readiness' }>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { questions } = await seen.readiness(model)
  return questions
    .filter((answered) => answered.question === question)
    .map(({ answer, finding }) =>
      sighting(question, answer === 'no', say(`evidence.answer.${answer}`, { finding })),
    )
}
