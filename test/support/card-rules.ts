import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type * as AdaptiveCards from "adaptivecards";
import type { AdaptiveCard, CardButton } from "../../bot/cards/adaptive-card.ts";

/*
 * The rules that every card keeps: those of Microsoft's own library, and ours that it does not check.
 * `import "adaptivecards"` fails in Node (its ES modules have no file extensions), so the library's UMD bundle is taken.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
const library: typeof AdaptiveCards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");

const LARGEST_BYTES = 28 * 1024;
const MOST_ACTIONS = 6;
/** Elements that only Teams knows: another client shows their fallback. */
const TEAMS_ELEMENTS = ["Chart.VerticalBar", "Chart.Donut"];
const SEMANTIC_COLORS = [
  "categoricalBlue",
  "Default",
  "Dark",
  "Light",
  "Accent",
  "Good",
  "Warning",
  "Attention",
  "good",
  "attention",
  "neutral",
];

/** Fails with every rule that the card breaks. */
export function assertCardRules(card: AdaptiveCard<CardButton>): void {
  const faults = [...libraryFaults(card), ...ownFaults(card)];
  assert.deepEqual(faults, [], `card breaks rules: ${JSON.stringify(card).slice(0, 2000)}`);
}

/** An element that the library accepts without knowing what it means. */
function teamsElement(name: string): new () => AdaptiveCards.CardElement {
  return class extends library.CardElement {
    getJsonTypeName(): string {
      return name;
    }

    protected internalRender(): undefined {
      return undefined;
    }
  };
}

/** What the library reports while it parses the card, Teams' own elements counted as known, and when it validates it. */
export function libraryFaults(json: unknown): string[] {
  const context = new library.SerializationContext();
  const elements = new library.CardObjectRegistry<AdaptiveCards.CardElement>();
  library.GlobalRegistry.populateWithDefaultElements(elements);
  for (const name of TEAMS_ELEMENTS) elements.register(name, teamsElement(name));
  context.setElementRegistry(elements);
  const card = new library.AdaptiveCard();
  card.hostConfig = new library.HostConfig({ actions: { maxActions: MOST_ACTIONS } });
  // The library checks `lang` with a stateful regular expression, which fails every second time: own rule below.
  card.parse(isObject(json) ? { ...json, lang: undefined } : json, context);
  const validation = card.validateProperties();
  const events = [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index)),
    ...validation.validationEvents,
  ];
  return events.map(({ event, message }) => `${library.ValidationEvent[event]}: ${message}`);
}

/** Own rules, over every object in the card. */
export function ownFaults(card: unknown): string[] {
  const faults: string[] = [];
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > LARGEST_BYTES) faults.push(`${bytes} bytes`);
  if (!isObject(card) || typeof card["lang"] !== "string" || !/^[a-z]{2,3}(-|$)/.test(card["lang"]))
    faults.push("lang");
  if (countActions(card) > MOST_ACTIONS) faults.push("more than six actions");
  visit(card, "$", (object, path) => faults.push(...objectFaults(object).map((fault) => `${path}: ${fault}`)));
  return faults;
}

type JsonObject = Record<string, unknown>;

function objectFaults(object: JsonObject): string[] {
  const type = typeof object["type"] === "string" ? object["type"] : "";
  const faults: string[] = [];
  const isBlank = (key: string): boolean => typeof object[key] !== "string" || object[key].trim() === "";
  const listed = (key: string): unknown[] => (Array.isArray(object[key]) ? object[key] : []);
  if (type === "TextBlock") {
    if (isBlank("text")) faults.push("empty TextBlock");
    if (object["wrap"] !== true) faults.push("TextBlock does not wrap");
  }
  if (type === "TextRun" && isBlank("text")) faults.push("empty TextRun");
  if (type === "RichTextBlock" && listed("inlines").length === 0) faults.push("empty RichTextBlock");
  if (type === "Image" && isBlank("altText")) faults.push("Image without altText");
  if (type.startsWith("Input.") && isBlank("label")) faults.push("input without label");
  if (type.startsWith("Action.") && isBlank("title")) faults.push("action without title");
  if (type === "Action.Execute" && !isObject(object["fallback"])) faults.push("Action.Execute without fallback");
  if (TEAMS_ELEMENTS.includes(type)) {
    if (!isObject(object["fallback"])) faults.push("Teams element without fallback");
    if (isBlank("title")) faults.push("chart without title, which is its accessible name");
    if (listed("data").length === 0) faults.push("chart without data");
  }
  if (type === "ColumnSet" && listed("columns").length > 3) faults.push("more than three columns");
  if (type === "Table" && listed("columns").length > 3) faults.push("more than three table columns");
  if (type === "FactSet" && listed("facts").length === 0) faults.push("empty FactSet");
  if ("title" in object && "value" in object && type === "" && (isBlank("title") || isBlank("value"))) {
    faults.push("empty fact");
  }
  if ((type === "Container" || type === "Column") && listed("items").length === 0) faults.push("empty container");
  const color = object["color"];
  if (typeof color === "string" && !SEMANTIC_COLORS.includes(color)) faults.push(`color ${color} has no meaning`);
  return faults;
}

function countActions(card: unknown): number {
  return isObject(card) && Array.isArray(card["actions"]) ? card["actions"].length : 0;
}

function visit(value: unknown, path: string, see: (object: JsonObject, path: string) => void): void {
  if (Array.isArray(value)) return value.forEach((item, index) => visit(item, `${path}[${index}]`, see));
  if (!isObject(value)) return;
  see(value, path);
  for (const [key, member] of Object.entries(value)) visit(member, `${path}.${key}`, see);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
