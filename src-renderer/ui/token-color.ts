/**
 * The present value of a colour of tokens.css (`--train`), for canvas, which knows no custom properties.
 * Read again when `app.scheme` changes.
 */
export function tokenColor(token: `--${string}`): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const color = getComputedStyle(probe).color
  probe.remove()
  return color
}
