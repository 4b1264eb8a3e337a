import type { Joins } from "./catalog.ts";

export const ENGLISH_JOINS: Joins = {
  list: (parts) => parts.join(", "),
  facts: (parts) => parts.join(", "),
  items: (parts) => parts.join("; "),
  labeled: (label, value) => (/[?!:]$/.test(label) ? `${label} ${value}` : `${label}: ${value}`),
  sentences: (parts) =>
    parts.map((part, index) => (index < parts.length - 1 && !/[.!?…:]$/.test(part) ? `${part}.` : part)).join(" "),
  aside: (text, aside) => `${text} (${aside})`,
  quoted: (text) => `“${text}”`,
};
