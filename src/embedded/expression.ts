import { MongoError, badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, setField, type BsonDocument } from "./bson-value.ts";
import { readPath, splitPath } from "./document-path.ts";
import { VALUE_OPERATORS } from "./expression-operators.ts";
import { isNumeric, toNumber } from "./numeric.ts";

/** What expressions may refer to beside the document. */
export type Surroundings = { now: Date };

type Variables = Readonly<Record<string, unknown>>;
/** undefined means missing, as everywhere in this folder. */
export type Evaluate = (document: BsonDocument, variables?: Variables) => unknown;

/**
 * Compiles an aggregation expression. Comparisons follow MongoDB's order of values, null and missing included.
 * @throws MongoError InvalidPipelineOperator naming any operator this server does not know.
 */
export function compileExpression(expression: unknown, surroundings: Surroundings): Evaluate {
  if (typeof expression === "string" && expression.startsWith("$")) return reference(expression, surroundings);
  if (isArray(expression)) {
    const elements = expression.map((element) => compileExpression(element, surroundings));
    return (document, variables) => elements.map((element) => element(document, variables) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first?.startsWith("$")) {
    if (names.length > 1) throw badValue("an expression must have exactly one operator");
    return compileOperator(first, expression[first], surroundings);
  }
  const fields = names.map((name) => ({ name, evaluate: compileExpression(expression[name], surroundings) }));
  return (document, variables) => {
    const result: BsonDocument = {};
    for (const { name, evaluate } of fields) {
      const value = evaluate(document, variables);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

/** MongoDB's truth: false, null, missing and zero are false, everything else is true. */
export function isTrue(value: unknown): boolean {
  if (value === false || value === null || value === undefined) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}

function reference(text: string, surroundings: Surroundings): Evaluate {
  if (!text.startsWith("$$")) {
    const path = splitPath(text.slice(1));
    const [only] = path;
    if (path.length === 1 && only !== undefined) return (document) => fieldOf(document, only);
    return (document) => readPath(document, path);
  }
  const [name = "", ...path] = splitPath(text.slice(2));
  if (name === "NOW") return () => surroundings.now;
  if (name === "REMOVE") return () => undefined;
  if (name === "ROOT" || name === "CURRENT") return (document) => readPath(document, path);
  if (!/^[a-z]/.test(name)) throw badValue(`Use of undefined variable: ${name}`);
  return (_document, variables) => {
    if (variables === undefined || !Object.hasOwn(variables, name))
      throw badValue(`Use of undefined variable: ${name}`);
    return readPath(variables[name], path);
  };
}

function compileOperator(operator: string, argument: unknown, surroundings: Surroundings): Evaluate {
  const compile = (expression: unknown): Evaluate => compileExpression(expression, surroundings);
  switch (operator) {
    case "$literal":
      return () => argument;
    case "$cond":
      return conditional(argument, compile);
    case "$switch":
      return switching(argument, compile);
    case "$and":
    case "$or":
      return logical(operator, argument, compile);
    case "$ifNull":
      return ifNull(argument, compile);
    case "$let":
    case "$map":
    case "$filter":
      return binding(operator, argument, compile);
    default:
      break;
  }
  const apply = Object.hasOwn(VALUE_OPERATORS, operator) ? VALUE_OPERATORS[operator] : undefined;
  if (apply === undefined) throw new MongoError("InvalidPipelineOperator", `Unrecognized expression '${operator}'`);
  const parts = (isArray(argument) ? argument : [argument]).map(compile);
  const single = !isArray(argument);
  return (document, variables) =>
    apply(
      parts.map((part) => part(document, variables)),
      single,
    );
}

type Compile = (expression: unknown) => Evaluate;

function conditional(argument: unknown, compile: Compile): Evaluate {
  const parts = isArray(argument)
    ? argument
    : isDocument(argument)
      ? [argument["if"], argument["then"], argument["else"]]
      : [];
  if (parts.length !== 3) throw badValue("$cond needs if, then and else");
  const [test, then, otherwise] = parts.map(compile);
  return (document, variables) => (isTrue(test?.(document, variables)) ? then : otherwise)?.(document, variables);
}

function switching(argument: unknown, compile: Compile): Evaluate {
  if (!isDocument(argument) || !isArray(argument["branches"])) throw badValue("$switch needs an array of branches");
  const branches = argument["branches"].map((branch) => {
    if (!isDocument(branch)) throw badValue("$switch needs each branch to be an object");
    return { test: compile(branch["case"]), then: compile(branch["then"]) };
  });
  const otherwise = "default" in argument ? compile(argument["default"]) : null;
  return (document, variables) => {
    const chosen = branches.find((branch) => isTrue(branch.test(document, variables)));
    if (chosen !== undefined) return chosen.then(document, variables);
    if (otherwise === null) throw badValue("$switch could not find a matching branch and has no default");
    return otherwise(document, variables);
  };
}

function logical(operator: "$and" | "$or", argument: unknown, compile: Compile): Evaluate {
  const parts = (isArray(argument) ? argument : [argument]).map(compile);
  if (operator === "$and") return (document, variables) => parts.every((part) => isTrue(part(document, variables)));
  return (document, variables) => parts.some((part) => isTrue(part(document, variables)));
}

function ifNull(argument: unknown, compile: Compile): Evaluate {
  if (!isArray(argument) || argument.length < 2) throw badValue("$ifNull needs at least two arguments");
  const parts = argument.map(compile);
  return (document, variables) => {
    let value: unknown;
    for (const part of parts) {
      value = part(document, variables);
      if (value !== null && value !== undefined) return value;
    }
    return value;
  };
}

function binding(operator: "$let" | "$map" | "$filter", argument: unknown, compile: Compile): Evaluate {
  if (!isDocument(argument)) throw badValue(`${operator} only supports an object as its argument`);
  if (operator === "$let") {
    const named = isDocument(argument["vars"]) ? Object.entries(argument["vars"]) : [];
    const variablesOf = named.map(([name, value]) => ({ name, evaluate: compile(value) }));
    const inner = compile(argument["in"]);
    return (document, variables) => {
      const bound: Record<string, unknown> = { ...variables };
      for (const { name, evaluate } of variablesOf) bound[name] = evaluate(document, variables);
      return inner(document, bound);
    };
  }
  if ("limit" in argument) throw badValue("$filter's limit is not supported by the embedded server");
  const input = compile(argument["input"]);
  const name = typeof argument["as"] === "string" ? argument["as"] : "this";
  const inner = compile(argument[operator === "$map" ? "in" : "cond"]);
  return (document, variables) => {
    const elements = input(document, variables);
    if (elements === null || elements === undefined) return null;
    if (!isArray(elements)) throw badValue(`input to ${operator} must be an array`);
    const evaluate = (element: unknown): unknown => inner(document, { ...variables, [name]: element });
    return operator === "$map" ? elements.map((e) => evaluate(e) ?? null) : elements.filter((e) => isTrue(evaluate(e)));
  };
}
