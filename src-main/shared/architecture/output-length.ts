/**
 * Length of a convolution's or pooling's output along one side: (length + 2 padding - window) / stride + 1, rounded down.
 * Zero or less means that the window does not fit. (Dumoulin and Visin, arXiv 1603.07285, relationship 6.)
 */
export function outputLength(length: number, window: number, stride: number, padding: number): number {
  return Math.floor((length + 2 * padding - window) / stride) + 1
}
