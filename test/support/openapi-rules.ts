import { z } from "zod";

/*
 * What OpenAPI 3.1 asks of a document, as far as ours go (spec.openapis.org/oas/v3.1.0), written from the specification
 * and not from the code that makes ours.
 */

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const referenceSchema = z.strictObject({ $ref: z.string().regex(/^#\/components\/\w+\/\w+$/) });
const mediaSchema = z.strictObject({ schema: z.looseObject({}).optional() });
const contentSchema = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), mediaSchema);
const parameterSchema = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: z.looseObject({}),
});
const responseSchema = z.union([
  referenceSchema,
  z.strictObject({ description: z.string().min(1), content: contentSchema.optional() }),
]);
const operationSchema = z.strictObject({
  operationId: z.string().regex(/^\w+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameterSchema),
  requestBody: z.strictObject({ required: z.boolean(), content: contentSchema }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), responseSchema),
});
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string().min(1), version: z.string().min(1), description: z.string().optional() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(z.string().startsWith("/"), z.partialRecord(z.enum(METHODS), operationSchema)),
  components: z.strictObject({
    securitySchemes: z.record(
      z.string(),
      z.looseObject({ type: z.enum(["http", "apiKey", "oauth2", "openIdConnect"]) }),
    ),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
});

export type OpenApiDocument = z.output<typeof documentSchema>;
export type OpenApiOperation = z.output<typeof operationSchema>;

/** Everything at which a document fails the rules, in words. */
export function documentFaults(document: unknown): string[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const operations = operationsOf(parsed.data);
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `operation id ${id} twice`),
    ...operations.flatMap(({ path, operation }) => parameterFaults(path, operation)),
    ...operations.flatMap(({ operation }) => schemeFaults(operation, parsed.data)),
    ...referenceFaults(parsed.data),
  ];
}

export function readDocument(document: unknown): OpenApiDocument {
  return documentSchema.parse(document);
}

export function operationsOf({
  paths,
}: OpenApiDocument): { path: string; method: string; operation: OpenApiOperation }[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

function parameterFaults(path: string, { operationId, parameters }: OpenApiOperation): string[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const declared = parameters.filter(({ in: place }) => place === "path");
  const faults = declared.filter(({ required }) => !required).map(({ name }) => `${operationId}: ${name} is optional`);
  const names = declared.map(({ name }) => name).sort();
  if (inPath.join() !== names.join()) faults.push(`${operationId}: the path has ${inPath.join()}, not ${names.join()}`);
  const keys = parameters.map(({ name, in: place }) => `${place} ${name}`);
  return [
    ...faults,
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${operationId}: ${key} twice`),
  ];
}

function schemeFaults({ operationId, security }: OpenApiOperation, { components }: OpenApiDocument): string[] {
  return security
    .flatMap((requirement) => Object.keys(requirement))
    .filter((name) => !(name in components.securitySchemes))
    .map((name) => `${operationId}: unknown security scheme ${name}`);
}

/** Every `$ref` leads to something in the document. */
function referenceFaults(document: OpenApiDocument): string[] {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = ""]) => target);
  return references
    .filter((target) => !target.startsWith("#/") || resolve(document, target.slice(2).split("/")) === undefined)
    .map((target) => `nothing at ${target}`);
}

function resolve(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  return typeof value === "object" && value !== null ? resolve(Reflect.get(value, step), rest) : undefined;
}
