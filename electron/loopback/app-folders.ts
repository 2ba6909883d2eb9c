import { join, resolve } from 'node:path'

/** Folder of the app: where package.json, `resources/` and `dist/` are. */
export const APP_FOLDER = resolve(import.meta.dirname, '..', '..')

/** The built page. */
export const PAGE_FOLDER = join(APP_FOLDER, 'dist', 'renderer')

/** What ships with the app. */
export const RESOURCES_FOLDER = join(APP_FOLDER, 'resources')
