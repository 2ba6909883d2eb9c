export type FlagHost = {
  /** A fresh folder, so that no window of the person's own browser, extension or setting takes part. */
  readonly profile: string
  /** Chromium's sandbox does not start as root. */
  readonly root: boolean
}

/** Flags of every browser that Driftdesk starts: a profile of its own that talks to nobody. */
function commonFlags({ profile, root }: FlagHost): string[] {
  return [
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-sync',
    '--disable-quic',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(root ? ['--no-sandbox'] : []),
  ]
}

/** Flags of the app's window. */
export function windowFlags(url: string, host: FlagHost): string[] {
  return [...commonFlags(host), '--window-size=1440,900', '--class=driftdesk', `--app=${url}`]
}

/** Flags that print one local HTML file to PDF; no name resolves meanwhile. */
export function printFlags(htmlUrl: string, pdfPath: string, host: FlagHost): string[] {
  return [
    ...commonFlags(host),
    '--headless',
    '--disable-gpu',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdfPath}`,
    htmlUrl,
  ]
}

/** Whether this process is the superuser of a Unix system. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0
}
