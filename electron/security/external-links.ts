/**
 * Whether a link may be handed to the system's browser: https with a host and without credentials, and nothing
 * else, since other schemes start other programs.
 */
export function isExternalLink(link: string): boolean {
  if (!URL.canParse(link)) return false
  const url = new URL(link)
  return url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === ''
}
