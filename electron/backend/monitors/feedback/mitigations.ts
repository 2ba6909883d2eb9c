import type { FeedbackDocument, MitigationView } from '#shared/contract/documents/feedback.ts'
import { forecastLoop, type LoopSetting } from '#shared/stats/loop/mitigation.ts'
import { say } from '#shared/words/say.ts'

/** Weight of the model in a blended decision that forecasts start from, and the one to which it may be lowered. */
const WEIGHT_TODAY = 0.8
const WEIGHT_LOWERED = 0.4
const REVIEW = 0.7

/** What lowers the gain, and to what, each by itself. Empty where there is no gain to lower. */
export function mitigations(gain: number | null, today: FeedbackDocument['today']): MitigationView[] {
  if (gain === null || gain <= 0) return []
  const now: LoopSetting = {
    randomOverride: today.random_override,
    exploration: 0,
    modelWeight: WEIGHT_TODAY,
    reviewBelow: null,
  }
  const at = (change: Partial<LoopSetting>) =>
    forecastLoop(gain * (1 - today.others), { ...now, ...change }, today.confidence_histogram, WEIGHT_TODAY)
  const option = (
    action: MitigationView['action'],
    change: Partial<LoopSetting>,
    from: number | null,
    to: number,
    rowsShare: number,
    explanation: string,
  ): MitigationView => {
    const { gain: effective, amplification } = at(change)
    return { action, from, to, gain: effective, amplification, rows_share: rowsShare, explanation }
  }
  const percent = (share: number): string => `${Math.round(share * 100)}%`
  const options: MitigationView[] = []
  for (const share of [0.1, 0.15]) {
    if (share <= today.random_override + 0.005) continue
    options.push(
      option(
        'random_override',
        { randomOverride: share },
        today.random_override,
        share,
        share - today.random_override,
        say('loop.mend.random', { share: percent(share) }),
      ),
    )
  }
  options.push(
    option(
      'exploration',
      { exploration: 0.1 },
      0,
      0.1,
      0.1 * (1 - today.random_override),
      say('loop.mend.exploration'),
    ),
    option(
      'model_weight',
      { modelWeight: WEIGHT_LOWERED },
      WEIGHT_TODAY,
      WEIGHT_LOWERED,
      0,
      say('loop.mend.weight', { to: WEIGHT_LOWERED, from: WEIGHT_TODAY }),
    ),
  )
  if (today.confidence_histogram !== null) {
    const { reviewShare } = at({ reviewBelow: REVIEW })
    options.push(
      option(
        'review_threshold',
        { reviewBelow: REVIEW },
        null,
        REVIEW,
        reviewShare,
        say('loop.mend.review', { limit: REVIEW, share: percent(reviewShare) }),
      ),
    )
  }
  return options
}
