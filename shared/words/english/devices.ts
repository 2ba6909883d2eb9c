/** Why a graphics device did not compute something. */
export const devices = {
  'device.not_installed': 'The optional package {name} is not installed.',
  'device.not_loaded': 'The optional package {name} cannot be loaded: {reason}',
  'device.none': 'There is no graphics adapter.',
  'device.software': 'Only a software adapter was found ({name}); it is slower than the CPU.',
  'device.memory': '{needed:count} MiB of graphics memory would be needed, {allowed:count} MiB may be used.',
  'device.hung': 'The graphics device did not answer for {seconds:raw} s.',
  'device.lost': 'The graphics device was lost: {reason}.',
  'device.closed': 'The graphics device is not open.',
  'device.differs.kernelSums': 'The graphics device and the CPU differ in kernel sums.',
  'device.differs.pairwise': 'The graphics device and the CPU differ in pairwise correlations.',
  'device.differs.lagged': 'The graphics device and the CPU differ in lagged correlations.',
  'device.differs.resample': 'The graphics device and the CPU differ in resampled counts.',
} as const
