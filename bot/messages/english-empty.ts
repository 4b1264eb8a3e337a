import type { EmptyMessages } from "./catalog.ts";
import type { Formats } from "./format.ts";

export function englishEmpty(formats: Formats): EmptyMessages {
  return {
    calls: (_, hasBegun) =>
      hasBegun
        ? "No call records in this period yet. A record arrives up to 150 minutes after its call."
        : "This period has not begun yet.",
    poorCalls: ({ calls, unclassified }) => {
      if (calls === 0) return "No calls in this period, so no poor ones.";
      if (unclassified === calls) return "No call here could be judged, and you rated none of them poorly.";
      return unclassified > 0
        ? `No poor calls in this period; ${formats.count(unclassified)} of ${formats.count(calls)} could not be judged.`
        : "No poor calls in this period.";
    },
    call: (asked) => (asked === "last" ? "You have no call yet." : "You were in no call with this id."),
    feedback: "Teams did not ask you to rate a call in this period; it asks after about one call in ten.",
    people: "No one-to-one calls in this period.",
  };
}
