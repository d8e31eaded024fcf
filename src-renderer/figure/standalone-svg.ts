import { hexColor } from './hex-color.ts'

const namespace = 'http://www.w3.org/2000/svg'
const margin = 16
const titleHeight = 30

const colors = ['fill', 'stroke'] as const
const numbers = [
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'fill-opacity',
  'stroke-opacity',
  'font-size',
  'font-weight',
] as const

/**
 * The drawing as a document that needs no stylesheet: its colours (those of the light theme) and line widths written out, the whole
 * figure on a white ground under its title, in whatever sans-serif font the reader has.
 */
export function standaloneSvg(
  drawing: SVGSVGElement,
  title: string,
): { text: string; width: number; height: number } {
  const inner = drawing.querySelector('.drawing')?.cloneNode(true) as SVGGElement
  inner.setAttribute('transform', `translate(${margin} ${margin + titleHeight})`)
  for (const hidden of inner.querySelectorAll('.target, .drop, .error, .warning, title')) hidden.remove()
  for (const line of inner.querySelectorAll('tspan')) line.textContent = line.textContent.trim()
  // Nothing is selected on paper.
  for (const block of inner.querySelectorAll('.selected')) block.classList.remove('selected')
  const width = Math.ceil(Number(drawing.dataset['width']) + 2 * margin)
  const height = Math.ceil(Number(drawing.dataset['height']) + 2 * margin + titleHeight)
  const page = document.createElementNS(namespace, 'svg')
  page.append(inner)
  writeOutStyles(page)

  const ground = child('rect', { width: '100%', height: '100%', fill: '#ffffff' })
  const heading = child('text', {
    x: `${margin}`,
    y: `${margin + 14}`,
    fill: '#1a1b1f',
    'font-size': '16',
    'font-weight': 'bold',
  })
  const name = child('title', {})
  name.textContent = heading.textContent = title
  page.prepend(name, ground, heading)
  for (const [key, value] of Object.entries({
    viewBox: `0 0 ${width} ${height}`,
    width: `${width}`,
    height: `${height}`,
    'font-family': 'sans-serif',
  }))
    page.setAttribute(key, value)
  return { text: new XMLSerializer().serializeToString(page), width, height }
}

/** Puts what the stylesheets say on each element itself; what only the window needs goes. */
function writeOutStyles(page: SVGSVGElement): void {
  page.dataset['theme'] = 'light'
  page.style.position = 'fixed'
  page.style.visibility = 'hidden'
  document.body.append(page)
  const elements = [...page.querySelectorAll<SVGElement>('*')]
  const styles = elements.map(element => {
    const style = getComputedStyle(element)
    return [
      ...colors.map(name => [name, hexColor(style.getPropertyValue(name))] as const),
      ...numbers.map(name => [name, style.getPropertyValue(name)] as const),
    ]
  })
  page.remove()
  page.removeAttribute('style')
  page.removeAttribute('data-theme')
  for (const [index, element] of elements.entries()) {
    for (const { name } of [...element.attributes])
      if (/^(class|style|role|tabindex|data-|aria-)/.test(name)) element.removeAttribute(name)
    if (element.localName === 'g') continue
    for (const [name, value] of styles[index]!) if (value !== usual[name]) element.setAttribute(name, value)
  }
}

/** What an SVG has by itself. */
const usual: Readonly<Record<string, string>> = {
  fill: '#000000',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'font-weight': '400',
}

function child(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
