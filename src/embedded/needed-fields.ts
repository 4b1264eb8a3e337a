import { isArray, isDocument } from "./bson-value.ts";
import { parseFilter, type Condition } from "./filter.ts";
import type { NamedStage } from "./pipeline.ts";
import { parseSort } from "./sort-order.ts";

/**
 * Which top-level fields something looks at, so that the rest of a document need not be read. Each function adds to
 * `fields` and answers false when only the whole document will do.
 */
export function filterFields(condition: Condition, fields: Set<string>): boolean {
  switch (condition.kind) {
    case "and":
    case "or":
    case "nor":
      return condition.parts.every((part) => filterFields(part, fields));
    case "not":
      return filterFields(condition.part, fields);
    case "field":
    case "elementMatches":
      fields.add(condition.steps[0] ?? "");
      return true;
    case "expression":
      return expressionFields(condition.expression, fields);
  }
}

export function expressionFields(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === "string") {
    if (expression.startsWith("$$")) return !/^\$\$(ROOT|CURRENT)\b/.test(expression);
    if (expression.startsWith("$")) fields.add(expression.slice(1).split(".")[0] ?? "");
    return true;
  }
  if (isArray(expression)) return expression.every((part) => expressionFields(part, fields));
  if (isDocument(expression)) return Object.values(expression).every((part) => expressionFields(part, fields));
  return true;
}

/** The fields a pipeline looks at before a stage that replaces the document; null for the whole document. */
export function pipelineFields(stages: readonly NamedStage[]): ReadonlySet<string> | null {
  const fields = new Set<string>();
  for (const { name, argument } of stages) {
    switch (name) {
      case "$count":
        return fields;
      case "$group":
        return expressionFields(argument, fields) ? fields : null;
      case "$match":
        if (!filterFields(parseFilter(argument), fields)) return null;
        break;
      case "$sort":
        for (const { steps } of parseSort(argument) ?? []) fields.add(steps[0] ?? "");
        break;
      case "$unwind":
        if (!expressionFields(argument, fields)) return null;
        break;
      case "$addFields":
      case "$set":
        if (!expressionFields(argument, fields)) return null;
        // A nested name adds to what is stored under its first step.
        if (isDocument(argument)) for (const target of Object.keys(argument)) fields.add(target.split(".")[0] ?? "");
        break;
      case "$limit":
      case "$skip":
        break;
      default:
        return null;
    }
  }
  return null;
}
