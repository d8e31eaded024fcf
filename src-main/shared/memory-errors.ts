/** What TensorFlow, oneDNN (status 1 of dnnl_types.h), the C++ runtime, V8 and the system say when memory has run out. */
const sentences =
  /OOM when allocating|RESOURCE_EXHAUSTED|ResourceExhausted|exception:\s?Status: 1,|bad_alloc|heap out of memory|[Cc]annot allocate memory/

/** Whether an error or a process's last words say that memory ran out. */
export const saysOutOfMemory = (text: string): boolean => sentences.test(text)
