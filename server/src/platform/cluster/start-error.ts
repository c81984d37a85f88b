/** Why the service cannot start, as one Chinese sentence for people. `main` prints `message` alone and exits with 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
