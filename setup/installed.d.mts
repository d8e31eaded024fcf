export interface Installed {
  electron: string
  electronVersion: string
  electronDist: string
  tensorflow: { version: string; source: 'wheel' | 'package'; libraryPath: string[] }
  stamp: string
}
export function installed(): Installed | undefined
