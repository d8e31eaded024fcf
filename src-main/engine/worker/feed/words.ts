/**
 * Room for pictures to feed, four bytes in a word. It begins 4 bytes into its memory, where no tensor of TensorFlow's may: what lies so it
 * copies. Otherwise it would take the memory itself, the graph's variables would lie in it, and another thread would give it back.
 */
export const roomForWords = (count: number): Int32Array<ArrayBuffer> =>
  new Int32Array(new ArrayBuffer(4 * (count + 1)), 4)

export function expectCopied({ byteOffset }: Int32Array): void {
  if (byteOffset % 8 !== 4) throw new Error('these words would not be copied')
}
