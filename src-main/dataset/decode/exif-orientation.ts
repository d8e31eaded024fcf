/**
 * How a picture is to be turned as EXIF data say (from their TIFF header on): 1 upright, also where they say nothing of it; undefined where they are
 * damaged. (CIPA DC-008, 4.6.4 and 4.6.2: entries of 12 bytes, tag 0x0112 of type SHORT.)
 */
export function exifOrientation(tiff: Buffer): number | undefined {
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 10 || (order !== 'II' && order !== 'MM')) return undefined
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (short(2) !== 42 || directory + 2 > tiff.length) return undefined
  const entries = short(directory)
  if (directory + 2 + 12 * entries > tiff.length) return undefined
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry
    if (short(at) !== 0x0112) continue
    return short(at + 2) === 3 ? short(at + 8) : undefined
  }
  return 1
}
