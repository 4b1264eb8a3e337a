import type { Formats } from "../../bot/messages/format.ts";
import type { OrganizationPageMessages } from "./organization-messages.ts";

export const englishOrganization = ({ count }: Formats): OrganizationPageMessages => ({
  poorShare: "Poor share",
  participations: (participations) =>
    `${count(participations)} ${participations === 1 ? "participation" : "participations"}`,
  failureShare: "Failures",
  ofParticipations: (failures, participations) => `${count(failures)} of ${count(participations)} participations`,
  ratedPoor: (poor, rated) => `${count(poor)} of ${count(rated)} rated bad or poor`,
  averageTime: (duration) => `${duration} per participation`,
  findings: {
    title: "What stands out",
    text: "Poor more often than all the rest, beyond chance. That does not say what caused it: things that are used together stand out together.",
    finding: ({ value, dimension, share, judged, others }) =>
      `${value} (${dimension}): ${share} of ${judged} judged were poor, against ${others} of the rest.`,
    none: "Nothing was poor more often than the rest beyond chance.",
  },
  comparison: {
    title: "Poor share by what was used",
    by: "By",
    failures: "Failures",
    nothing: "The call records of this period tell nothing of it.",
    sortBy: (column) => `Sort by: ${column}`,
  },
  empty: {
    title: "No calls in this period",
    text: "Choose another period above. The first call records arrive up to 150 minutes after a call.",
  },
});
