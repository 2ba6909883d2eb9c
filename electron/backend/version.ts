import packageJson from '../../package.json' with { type: 'json' }

/** Version of Driftdesk, as it stands in documents and reports. */
export const VERSION: string = packageJson.version
