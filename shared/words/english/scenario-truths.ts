/** What is true of a scenario: which rows are touched, and why a monitor is bound to miss it. */
export const scenarioTruths = {
  'truth.where.nothing': 'Nothing happens.',
  'truth.where.one_outlier':
    'Every row from the onset on: income_thousands is 20 more; in one of them it is 1,000,000.',
  'truth.where.retail_mape': 'Rows of {categories:names} from the onset on.',
  'truth.where.same_risk_model': 'Every application from the onset on, at all eight banks.',
  'truth.where.kerala_canary': 'Rows of the canary in Kerala.',
  'truth.where.hiring_loop': 'Applicants of group b, more so after each retrain.',
  'truth.where.covid_synchronous': 'Every row of all seven models from 15 March on.',
  'truth.where.missing_as_zero': '12% of the rows from the onset on: utilisation is 0 in place of nothing.',
  'truth.where.flash_crash': 'Every row of all five models from the onset on.',
  'truth.where.home_buying_loop': 'The loop grows in all rows; its end is in every row after the correction.',
  'truth.where.streaming_recovery': 'Every row of the two weeks between the onset and the fix.',
  'truth.where.runaway_server': 'Orders of server 8 from 09:30:00, and of all from 09:35 on.',
  'truth.where.train_serve_skew':
    '23% of the requests before the fix: orders_30d is another online than offline.',
  'truth.where.shadow_rain': 'Trips in rain on which the two differ.',
  'truth.where.guardrail_veto': 'Sessions of arm B.',
  'truth.where.sentinel': '15% of the rows from the onset on: account_age_days is −999.',
  'truth.where.monsoon': 'Every row from the first rain on.',
  'truth.where.surge_pricing':
    'A fifth of the rows of the second day: price and price_ratio are four times as high.',
  'truth.where.fraud_cascade':
    'Rows of the fraud model from the onset on, and of the others from their lag after it.',
  'truth.where.payment_fraud': 'Every row from the onset on; in 16% of them account_age_days is −999.',
  'truth.where.watch_time': 'Every row of the log, later ones more.',
  'truth.where.festive_shift': 'Every row from 18 August on.',
  'truth.where.memory_leak': 'Every request to green from 14:30 on; from 16:30 on also its latency.',
  'truth.where.bulkhead_holds': 'Every row of {model} from the onset on, and none of the others.',
  'truth.where.class_weights': 'Every row of the log: the score has ten times the odds.',
  'truth.where.late_labels': 'Rows of the last sixty days: their labels are still coming.',
  'truth.where.night_playlist': 'Every row from 23:47 on.',
  'truth.miss.monsoon_ramp':
    'its reference falls with the accuracy, so that each day is nearly as good as the week before it',
  'truth.miss.one_outlier': 'bins over the pooled range put all incomes but one into the first',
  'truth.miss.surge_pricing':
    'it leaves out the prices beyond those of the baseline, which are the ones that went wrong',
} as const
