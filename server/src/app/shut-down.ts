/** One thing that was started and must stop; the name is what the log says of it. */
export interface Step {
  name: string;
  stop: () => Promise<void> | undefined;
}

/**
 * Stops what was started, newest first. A step that fails keeps no other from its turn: a database left running is worse than a
 * connection that wasn't closed well.
 * @returns the names of the steps that failed, each told once by `complain`
 */
export async function stopAll(steps: readonly Step[], complain: (line: string) => void): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, stop } of steps.toReversed()) {
    try {
      await stop();
    } catch (error) {
      failed.push(name);
      complain(`停止${name}时出错：${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed;
}
