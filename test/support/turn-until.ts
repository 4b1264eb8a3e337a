/**
 * Lets the event loop turn until the condition holds: for what needs sockets but no time. The test's own limit bounds
 * it.
 */
export async function turnUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
