/** Sentences of the latency lab. */
export const latency = {
  'latency.first_third':
    'There is no baseline, so the first third of the log stands for one and the shift is put into the rest.',
  'latency.steady':
    'Rows of the log and of its baseline were mixed first, so that nothing but the shift differs.',
  'latency.untimed': 'The log has no times, so delays are counted in rows alone.',
  'latency.always_on':
    'On more than half of the windows without any shift an alarm is raised by {rules:comma}: this log differs from its baseline already. Mix the rows of both first (steady) to see the shift alone.',
  'latency.unlabelled': '{n:count} {n?row|rows} without a known outcome {n?is|are} left out.',
  'latency.late_labels': 'Outcomes count from when they were known, so their delay is a part of each delay.',
  'latency.slow_streams': 'Stream detectors see at most 50,000 values after each onset.',
} as const
