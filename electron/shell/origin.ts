export const APP_SCHEME = 'app'
/** Origin of the page in the desktop app. */
export const APP_ORIGIN = `${APP_SCHEME}://driftdesk`
/** Address of the page. */
export const APP_URL = `${APP_ORIGIN}/`

/** Whether an address is the page itself, as a reload asks for it, or its bare origin. */
export function isPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.host === 'driftdesk' &&
    url.username === '' &&
    url.password === '' &&
    ['', '/', '/index.html'].includes(url.pathname)
  )
}
