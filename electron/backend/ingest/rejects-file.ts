/** Name of the file in a staging folder that holds the rejected rows as NDJSON. */
export const REJECTS_FILE = 'rejects.ndjson'
