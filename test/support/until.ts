/** Lets the event loop turn until the condition holds; the test's own timeout bounds it. No wall-clock in it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
