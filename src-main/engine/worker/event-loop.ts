/** Lets the requests that have arrived run before the next blocking call. */
export const turnEventLoop = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
