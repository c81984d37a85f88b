/** Columns in memory that threads share: what is asked goes to the engine's thread without a copy. Nobody writes there once it is asked. */
export const sharedInts = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * count));
export const sharedBytes = (count: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(count));
export const sharedSmall = (count: number): Int8Array => new Int8Array(new SharedArrayBuffer(count));
