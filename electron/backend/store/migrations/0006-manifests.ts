/** What people know about their models, one text a model. */
export const manifests = `
CREATE TABLE manifests (
  model TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
