/** Names of the messages between the preload script and the main process. */
export const CHANNELS = {
  send: 'driftdesk:send',
  grant: 'driftdesk:grant',
  event: 'driftdesk:event',
} as const
