import type { DatasetStatistics } from '../../shared/contract/data-doctor.ts'
import type { Subject } from './subject.ts'

const brightnessBins = 32
const frequentSizes = 5

/** Over the pictures in use. */
export function takeStatistics({ shape, measurements, sizes, inUse }: Subject): DatasetStatistics {
  const { channels } = shape
  const area = shape.height * shape.width
  const counts = new Array<number>(brightnessBins).fill(0)
  const sums = new Float64Array(2 * channels)
  for (const index of inUse) {
    let total = 0
    for (let channel = 0; channel < channels; channel++) {
      const sum = measurements.sums[2 * (index * channels + channel)]!
      total += sum
      sums[2 * channel]! += sum
      sums[2 * channel + 1]! += measurements.sums[2 * (index * channels + channel) + 1]!
    }
    const brightness = total / (area * channels)
    counts[Math.min(brightnessBins - 1, Math.floor((brightness / 255) * brightnessBins))]!++
  }
  const pixels = Math.max(1, inUse.length * area)
  const mean = Array.from({ length: channels }, (_, channel) => sums[2 * channel]! / pixels)
  const deviation = mean.map((value, channel) =>
    Math.sqrt(Math.max(0, sums[2 * channel + 1]! / pixels - value ** 2)),
  )
  return {
    pictures: inUse.length,
    brightness: { from: 0, to: 255, counts },
    mean,
    deviation,
    sizes: sizes && inUse.length > 0 ? sizesOf(sizes, inUse) : null,
  }
}

function sizesOf(sizes: Uint16Array, inUse: Int32Array): NonNullable<DatasetStatistics['sizes']> {
  const counts: number[] = []
  const bySize = new Map<number, number>()
  for (const index of inUse) {
    const [height, width] = [sizes[2 * index]!, sizes[2 * index + 1]!]
    const bin = Math.floor(Math.log2(Math.max(1, height, width)))
    while (counts.length <= bin) counts.push(0)
    counts[bin]!++
    const size = height * 65_536 + width
    bySize.set(size, (bySize.get(size) ?? 0) + 1)
  }
  const size = (code: number) => ({ height: Math.floor(code / 65_536), width: code % 65_536 })
  const byArea = [...bySize.keys()].map(size).sort((a, b) => a.height * a.width - b.height * b.width)
  return {
    counts,
    smallest: byArea[0]!,
    largest: byArea.at(-1)!,
    frequent: [...bySize]
      .sort(([a, m], [b, n]) => n - m || a - b)
      .slice(0, frequentSizes)
      .map(([code, pictures]) => ({ ...size(code), pictures })),
  }
}
