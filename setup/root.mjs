import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that this file belongs to. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
