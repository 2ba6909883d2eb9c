import { AppError } from '#shared/domain/errors.ts'
import { isExternalLink } from '../security/external-links.ts'
import { startProgram } from './child-process.ts'

/** The program that hands a link to the system's browser; none of them goes through a shell. */
export function openCommand(platform: NodeJS.Platform, link: string): readonly [string, readonly string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [link]]
    case 'win32':
      return ['rundll32.exe', ['url.dll,FileProtocolHandler', link]]
    default:
      return ['xdg-open', [link]]
  }
}

/**
 * Opens an https link in the system's browser.
 * @throws AppError `BAD_PARAMS` for any other link, `NOT_AVAILABLE` when nothing opened it.
 */
export async function openExternally(link: string): Promise<void> {
  if (!isExternalLink(link)) {
    throw new AppError(
      'BAD_PARAMS',
      'Only https links are opened outside Driftdesk.',
      'Copy the link instead.',
    )
  }
  const [program, args] = openCommand(process.platform, new URL(link).href)
  const { status, fault } = await startProgram(program, args).ended
  if (status !== 0) {
    throw new AppError(
      'NOT_AVAILABLE',
      `The link could not be opened: ${fault ?? `${program} ended with status ${status}`}.`,
      'Copy the link and open it yourself.',
    )
  }
}
