/**
 * What TensorFlow, oneDNN, the C++ runtime, V8 and the system say when memory has run out. oneDNN's status (dnnl_types.h) is 1 where a
 * primitive found none when it was made, and 5 where its scratch memory was not to be had when it ran.
 */
const sentences =
  /OOM when allocating|RESOURCE_EXHAUSTED|ResourceExhausted|exception:\s?Status: [15],|bad_alloc|heap out of memory|[Cc]annot allocate memory/

/** Whether an error or a process's last words say that memory ran out. */
export const saysOutOfMemory = (text: string): boolean => sentences.test(text)
