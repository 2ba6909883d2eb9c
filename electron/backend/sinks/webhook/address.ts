import { BlockList, isIP } from 'node:net'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'

const MOST_CHARACTERS = 2_000

/**
 * The address of a receiver: https, or http where it is this machine; no name and password in it.
 * @throws AppError `BAD_PARAMS`; the address is not repeated, since parts of it may be secret.
 */
export function webhookAddress(text: string): URL {
  const url = text.length <= MOST_CHARACTERS && URL.canParse(text) ? new URL(text) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('BAD_PARAMS', say('error.webhook.address'), say('error.webhook.https'))
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('BAD_PARAMS', say('error.webhook.login'), say('error.webhook.login.mend'))
  }
  if (url.protocol === 'http:' && !namesThisMachine(url.hostname)) {
    throw new AppError('BAD_PARAMS', say('error.webhook.http'), say('error.webhook.http.mend'))
  }
  return url
}

/**
 * Why nothing is sent to an IP address, or null. Private networks are allowed, since receivers of alerts often stand in one and
 * a person has typed the address; link-local ones (where clouds keep their credentials), multicast, broadcast and unspecified
 * ones are not, and unencrypted messages go to loopback alone. Asked with the address that is connected to, after the name was
 * resolved, so that no name leads elsewhere.
 */
export function refusalOf(address: string, url: URL): string | null {
  if (isIP(address) === 0) return 'the name of the receiver has no address'
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  if (NEVER.check(address, family)) return 'the receiver has an address that nothing is sent to'
  if (url.protocol === 'http:' && !LOOPBACK.check(address, family))
    return 'the receiver is not on this machine'
  return null
}

function namesThisMachine(hostname: string): boolean {
  if (hostname === 'localhost') return true
  const address = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  return version !== 0 && LOOPBACK.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

// A block list takes IPv4 addresses mapped into IPv6 for what they are.
const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

const NEVER = new BlockList()
NEVER.addSubnet('0.0.0.0', 8, 'ipv4')
NEVER.addSubnet('169.254.0.0', 16, 'ipv4')
NEVER.addSubnet('224.0.0.0', 3, 'ipv4')
NEVER.addAddress('::', 'ipv6')
NEVER.addSubnet('fe80::', 10, 'ipv6')
NEVER.addSubnet('ff00::', 8, 'ipv6')
