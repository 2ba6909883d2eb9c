import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Whether a message comes from the one who knows the secret, and is not an old one sent again. */
export function isGenuine(secret: string, timestamp: string, body: Buffer, signature: string): boolean {
  const signed = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
  const [given, expected] = [signature, `sha256=${signed}`].map((text) => Buffer.from(text))
  const isRecent = Math.abs(Date.now() / 1_000 - Number(timestamp)) <= 300
  return isRecent && given.length === expected.length && timingSafeEqual(given, expected)
}

/** Takes Driftdesk's webhooks: checks signature and age, and takes each message once. */
export function receiver(secret: string, handle: (message: unknown) => void): Server {
  const seen = new Set<string>()
  return createServer(async (request, response) => {
    const head = (name: string) => String(request.headers[`x-driftdesk-${name}`] ?? '')
    const body = await buffer(request)
    const genuine = isGenuine(secret, head('timestamp'), body, head('signature'))
    if (genuine && !seen.has(head('delivery'))) handle(JSON.parse(body.toString('utf8')))
    if (genuine) seen.add(head('delivery'))
    response.writeHead(genuine ? 204 : 401).end()
  })
}
