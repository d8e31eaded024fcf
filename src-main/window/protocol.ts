import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { protocol } from 'electron'

const scheme = 'app'
const windowHost = 'lenslet'
const dataHost = 'data'

export const windowUrl = `${scheme}://${windowHost}/index.html`
export const isWindowUrl = (url: string) => url.startsWith(`${scheme}://${windowHost}/`)

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  `img-src 'self' ${scheme}://${dataHost} data:`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Before the application is ready: tells Chromium that app:// pages are as trustworthy as https ones. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/**
 * Serves the window's files from `rendererFolder` and pictures from `picture`, which answers a PNG for a path such as
 * `dataset/<id>/<index>.png`, or undefined.
 */
export function serveApp(
  rendererFolder: string,
  picture: (path: string) => Promise<Uint8Array | undefined>,
): void {
  protocol.handle(scheme, async request => {
    const { host, pathname } = new URL(request.url)
    if (host === dataHost) {
      const png = await picture(decodeURIComponent(pathname.slice(1)))
      return png ? answer(png, 'image/png', 'private, max-age=3600') : new Response(null, { status: 404 })
    }
    // The URL parser has resolved every "..", and normalize sees to those that were percent-encoded.
    const path = normalize(decodeURIComponent(pathname))
    const type = types[extname(path)]
    if (host !== windowHost || !type || path.includes('..')) return new Response(null, { status: 404 })
    try {
      return answer(await readFile(join(rendererFolder, path)), type, 'no-cache')
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}

function answer(body: Uint8Array, type: string, caching: string): Response {
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': caching,
    },
  })
}
