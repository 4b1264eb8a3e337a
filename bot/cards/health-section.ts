import type { Health, HealthState } from "../../src/calls/health.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, Container } from "./adaptive-card.ts";
import { container, moreLine, text } from "./elements.ts";
import { clip } from "../messages/clip.ts";

const STATE_STYLES: Record<HealthState, NonNullable<Container["style"]>> = {
  healthy: "good",
  behind: "warning",
  blind: "warning",
  broken: "attention",
};
const LONGEST_TEXT = 400;

/** The state in words, and what to do about what is wrong. */
export function healthSection({ state, findings }: Health, length: number, messages: Messages): CardElement {
  const { name, meaning } = messages.status.state[state];
  const lines = findings.slice(0, length).flatMap((finding) => {
    const { problem, remedy } = messages.status.finding(finding);
    return remedyLines(remedy, problem, messages);
  });
  return container(
    [
      text(name, { size: "Large", weight: "Bolder" }),
      text(meaning, { spacing: "None" }),
      ...lines,
      ...moreLine(findings.length - length, messages),
    ],
    { style: STATE_STYLES[state], spacing: "Medium" },
  );
}

/** What to do stands before what is wrong: it is what the reader came for. */
export function remedyLines(remedy: string, problem: string, { status, joins }: Messages): CardElement[] {
  return [
    text(joins.labeled(status.whatToDo, clip(remedy, LONGEST_TEXT)), { weight: "Bolder", spacing: "Medium" }),
    text(clip(problem, LONGEST_TEXT), { spacing: "None" }),
  ];
}
