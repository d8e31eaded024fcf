/** Pictures of one burst, for one class. */
export interface Burst {
  readonly className: string
  readonly pictures: readonly Blob[]
}

/** What the camera shows now, as a PNG of its own size, and a small one to look at. */
export async function takePicture(video: HTMLVideoElement): Promise<{ png: Blob; preview: string }> {
  const { videoWidth: width, videoHeight: height } = video
  const png = await draw(video, width, height).convertToBlob({ type: 'image/png' })
  const small = document.createElement('canvas')
  small.height = 64
  small.width = Math.round((64 * width) / height)
  small.getContext('2d')?.drawImage(video, 0, 0, small.width, small.height)
  return { png, preview: small.toDataURL('image/jpeg') }
}

/** A picture from the clipboard as PNG; null: it can't be read as one. */
export async function asPng(file: Blob): Promise<Blob | null> {
  if (file.type === 'image/png') return file
  try {
    const bitmap = await createImageBitmap(file)
    return await draw(bitmap, bitmap.width, bitmap.height).convertToBlob({ type: 'image/png' })
  } catch {
    return null
  }
}

function draw(image: CanvasImageSource, width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas
}

/** As the main process takes them. */
export const withBytes = (bursts: readonly Burst[]) =>
  Promise.all(
    bursts.map(async ({ className, pictures }) => ({
      className,
      pictures: await Promise.all(pictures.map(async picture => new Uint8Array(await picture.arrayBuffer()))),
    })),
  )
