type Host = { readonly platform: NodeJS.Platform; readonly env: Readonly<Record<string, string | undefined>> }

/** Whether a window can be shown: a display server on Linux; no remote shell elsewhere. */
export function hasDisplay({ platform, env }: Host = process): boolean {
  if (platform === 'win32' || platform === 'darwin') return (env.SSH_CONNECTION ?? '') === ''
  return (env.DISPLAY ?? '') !== '' || (env.WAYLAND_DISPLAY ?? '') !== ''
}
