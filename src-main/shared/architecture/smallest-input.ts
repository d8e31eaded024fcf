import { inputLimits } from './limits.ts'
import { inferShapes } from './shapes.ts'
import type { Side } from './sides.ts'
import type { ArchitectureSpec, Size } from './spec.ts'

/**
 * Height and width of the smallest pictures, none smaller than the network's own input, whose maps every window fits; null where none up
 * to the largest allowed do. Output lengths grow with input lengths, so each side is found by halving.
 */
export function smallestInput(spec: ArchitectureSpec, classes: number): Size | null {
  const fits = (size: Size) =>
    inferShapes({ ...spec, input: { ...spec.input, ...size } }, classes).problems.every(
      ({ problem }) => problem.code !== 'network.window-does-not-fit',
    )
  const largest = { height: inputLimits.height.most, width: inputLimits.width.most }
  if (!fits(largest)) return null
  const smallest = (side: Side) => {
    let [less, enough] = [spec.input[side] - 1, largest[side]]
    while (enough - less > 1) {
      const middle = Math.floor((less + enough) / 2)
      if (fits({ ...largest, [side]: middle })) enough = middle
      else less = middle
    }
    return enough
  }
  return { height: smallest('height'), width: smallest('width') }
}
