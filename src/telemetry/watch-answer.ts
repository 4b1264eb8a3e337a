import type { Clock } from "../clock.ts";
import type { Metrics } from "../metrics.ts";
import { inSpan } from "./span.ts";

/** Finds an answer, measured by what was asked, and a span of the trace. Throws what `find` throws. */
export function watchAnswer<Answer extends { intent: string }>(
  find: () => Promise<Answer>,
  metrics: Pick<Metrics, "observeAnswer">,
  clock: Pick<Clock, "now">,
): Promise<Answer> {
  const from = clock.now().getTime();
  let intent = "failed";
  return inSpan("answer", {}, async (span) => {
    const answer = await find();
    ({ intent } = answer);
    span.set({ "callwise.intent": intent });
    return answer;
  }).finally(() => metrics.observeAnswer(intent, (clock.now().getTime() - from) / 1000));
}
