import { say } from '../../../words/say.ts'
import { crossCorrelation } from '../../series/cross-correlation.ts'
import { granger } from '../../series/granger.ts'
import { type Evidence, notApplicable } from '../evidence.ts'
import { type LoopSums, labelledByBucket } from '../sums.ts'
import { asymmetry, MOST_LAGS } from './asymmetry.ts'
import { inputLeads } from './inputs.ts'
import type { Lead } from './lead.ts'
import { LEAST_STEPS, labelledSteps, ROWS_A_STEP, resolutions, restOf } from './steps.ts'

/** Share of what is left of the outcomes or inputs that past predictions have to explain. */
const LEAST_SHARE = 0.02

/** How much more past predictions have to explain of an input than its order with any other input does. */
const BEYOND_RIVAL = 1.25

/**
 * Whether past predictions move later outcomes or inputs, beyond the reverse.
 *
 * By step of time: the mean score p and the mean outcome y of the same labelled rows (or the mean of an input over all
 * rows), less a quadratic trend and the means by hour of the week (or of the day), which move both without a loop. Past
 * p helps to predict y for honest reasons, too: both follow one hidden level, each with noise, so plain Granger causality
 * holds for good models in a changing world. But what moves both alike looks the same forwards and backwards in time. So
 * the test is of the asymmetry: with r = y − b·p, r(t) = c₀·p(t) + Σ s(k)·(p(t−k) + p(t+k)) + Σ a(k)·(p(t−k) − p(t+k)),
 * F test of all a(k) = 0, after an autoregression of the residuals has whitened both sides. s + a are the coefficients
 * of past and s − a of later predictions; influence needs the past ones to be larger. Retraining on what happened makes
 * the later ones larger: the reverse. Plain Granger tests of both directions stand beside it. Lags by BIC up to 8; up to
 * three lengths of step, with Bonferroni over them and over the series.
 *
 * A prediction is made of inputs, and one input may lead another without the model. So of an input the past of the
 * predictions has to explain a quarter more than the order of it and any other input does.
 *
 * Source: Granger (1969); prewhitened cross-correlation as in Box and Jenkins, section 12.2; time reversal: Geweke
 * (1982), Measurement of linear dependence and feedback between multiple time series.
 */
export function leadLagTest(sums: LoopSums): Evidence {
  if (sums.starts === null || sums.widthMs === null) {
    return notApplicable(say('loop.no.times'))
  }
  const steps = resolutions(labelledByBucket(sums))
  const inputSteps = sums.features.length === 0 ? [] : resolutions(sums.scored)
  if (steps.length === 0 && inputSteps.length === 0) {
    return notApplicable(say('loop.no.steps', { steps: LEAST_STEPS, rows: ROWS_A_STEP }))
  }
  const found = [...steps.flatMap((merge) => outcomeLead(sums, merge)), ...inputLeads(sums, inputSteps)]
  if (found.length === 0) return notApplicable(say('loop.no.step_variation'))
  const rank = (lead: Lead): number => (isForward(lead) ? 0 : 1) + lead.ahead.pValue
  const best = found.reduce((a, b) => (rank(b) < rank(a) ? b : a))
  return evidenceOf(best, Math.min(1, best.ahead.pValue * found.length), sums.widthMs)
}

/** Whether the past says more than what comes later, and of an input more than the other inputs. */
function isForward({ ahead, rival, input }: Lead): boolean {
  return ahead.isForward && (input === null || (rival !== null && ahead.share >= BEYOND_RIVAL * rival))
}

function outcomeLead(sums: LoopSums, merge: number): Lead[] {
  const { prediction, outcome } = labelledSteps(sums, merge)
  if (prediction === null || outcome === null) return []
  const rest = restOf(prediction.values, outcome.values)
  const ahead = rest === null ? null : asymmetry(prediction.values, rest, prediction.lost)
  return rest === null || ahead === null
    ? []
    : [
        {
          input: null,
          merge,
          prediction: prediction.values,
          followed: outcome.values,
          rest,
          ahead,
          rival: null,
        },
      ]
}

function evidenceOf(best: Lead, pValue: number, widthMs: number): Evidence {
  const { ahead, prediction, followed, rest, merge, input, rival } = best
  const forward = granger(prediction, followed, { maxLag: MOST_LAGS }).value
  const reverse = granger(followed, prediction, { maxLag: MOST_LAGS }).value
  const cross = crossCorrelation(prediction, rest, Math.min(20, Math.floor(rest.length / 4)))
  const stepMs = merge * widthMs
  return {
    applicable: true,
    value: ahead.share,
    pValue,
    effect: isForward(best) && ahead.share >= LEAST_SHARE,
    facts: {
      input,
      step_hours: stepMs / 3_600_000,
      steps: followed.length,
      lags: ahead.lags,
      f: ahead.f,
      p: ahead.pValue,
      share_explained: ahead.share,
      share_of_other_input: rival,
      effect_of_past: ahead.past,
      effect_of_later: ahead.later,
      granger_forward_f: forward?.f ?? null,
      granger_forward_p: forward?.pValue ?? null,
      granger_forward_lag: forward?.lag ?? null,
      granger_reverse_f: reverse?.f ?? null,
      granger_reverse_p: reverse?.pValue ?? null,
      granger_reverse_lag: reverse?.lag ?? null,
    },
    chart:
      cross.value === null
        ? null
        : {
            kind: 'lags',
            lags: Array.from(cross.value.lags),
            correlations: Array.from(cross.value.correlations),
            bound: cross.value.bound,
            stepMs,
          },
  }
}
