import { createRequire } from 'node:module'
import { constants } from 'node:os'
import type sharpModule from 'sharp'

type Sharp = typeof sharpModule

/** sharp, loaded so that it holds in Electron on Linux as well: README.md, "Two GLibs". */
export const sharp = load()

function load(): Sharp {
  const require = createRequire(import.meta.url)
  const isShared = process.platform === 'linux' && process.versions['electron'] !== undefined
  if (!isShared) return require('sharp') as Sharp
  const open = process.dlopen
  process.dlopen = (module: object, file: string) => {
    openLibvips(open, file)
    open.call(process, module, file, constants.dlopen.RTLD_LAZY | constants.dlopen.RTLD_DEEPBIND)
  }
  try {
    return require('sharp') as Sharp
  } finally {
    process.dlopen = open
  }
}

/** Opens the libvips beside sharp's addon in the ordinary way; it is marked to stay, though it is no addon itself. */
function openLibvips(open: typeof process.dlopen, addon: string): void {
  const libvips = createRequire(addon).resolve(`@img/sharp-libvips-linux-${process.arch}/binary`)
  try {
    open.call(process, { exports: {} }, libvips)
  } catch (error) {
    if (!String(error).includes('did not self-register')) throw error
  }
}
