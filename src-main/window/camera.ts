import { type Session, systemPreferences } from 'electron'
import { isWindowUrl } from './protocol.ts'

let open = false

/** Opens the camera to the window while a person takes pictures; false when the system's own settings refuse it. */
export async function allowCamera(allowed: boolean): Promise<boolean> {
  open = false
  if (allowed && process.platform === 'darwin') {
    if (!(await systemPreferences.askForMediaAccess('camera'))) return false
  }
  open = allowed
  return true
}

/** Every permission is refused but the camera (without the microphone), to the window's own page, while it is open. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const video = types.length > 0 && types.every(type => type === 'video')
    decide(
      open && permission === 'media' && video && details.isMainFrame && isWindowUrl(details.requestingUrl),
    )
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      open &&
      permission === 'media' &&
      details.mediaType === 'video' &&
      isWindowUrl(`${origin.replace(/\/$/, '')}/`),
  )
}
