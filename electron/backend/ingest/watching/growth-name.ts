/** What the log is called that some lines of a growing file became: its name, the file's number, the bytes. */
export function nameOfGrowth(file: string, ino: number, start: number, end: number): string {
  return `${file} (file ${ino}, bytes ${start} to ${end})`
}

/** Up to which byte a log covers a growing file, 0 when it is of another file or of none. */
export function growthEnd(logName: string, file: string, ino: number): number {
  const prefix = `${file} (file ${ino}, bytes `
  if (!logName.startsWith(prefix)) return 0
  const end = / to (\d+)\)$/.exec(logName)?.[1]
  return end === undefined ? 0 : Number(end)
}
