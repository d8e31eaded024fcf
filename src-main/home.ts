import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder that holds everything Lenslet keeps: LENSLET_HOME, or the system's place for application data. */
export function lensletHome(env = process.env, platform = process.platform): string {
  if (env['LENSLET_HOME']) return env['LENSLET_HOME']
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Lenslet')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Lenslet')
    default:
      return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'Lenslet')
  }
}
