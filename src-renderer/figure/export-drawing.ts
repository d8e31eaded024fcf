import { standaloneSvg } from './standalone-svg.ts'

export type DrawingFormat = 'svg' | 'png'

/** Pixels of a PNG's longer side: sharp over the width of a printed page. */
const longSide = 3200

/** The drawing on the screen as the content of a file. `title`: what the file says it shows. */
export async function exportDrawing(
  drawing: SVGSVGElement,
  title: string,
  format: DrawingFormat,
): Promise<string | Uint8Array> {
  const svg = standaloneSvg(drawing, title)
  return format === 'svg' ? svg.text : rasterize(svg)
}

async function rasterize({ text, width, height }: ReturnType<typeof standaloneSvg>): Promise<Uint8Array> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await picture.decode()
  const scale = longSide / Math.max(width, height)
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const png = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await png.arrayBuffer())
}
