const TRIES = 4;
/** Unique violation, exclusion violation, serialisation failure, deadlock: somebody else wrote at the same moment. */
const OVERTAKEN = ['23505', '23P01', '40001', '40P01'];

/** Looks again where somebody else was faster, or where it failed with one of these codes. The last failure is thrown. */
export async function tryAgain<T>(work: () => Promise<T>, codes: readonly string[] = []): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const worthIt = typeof code === 'string' && (OVERTAKEN.includes(code) || codes.includes(code));
      if (attempt >= TRIES || !worthIt) throw error;
    }
  }
}
