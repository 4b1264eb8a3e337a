import { z } from "zod";
import { ServiceError } from "../../service-error.ts";
import type { SignedInJson, StartJson } from "../api-types.ts";
import { idField } from "../parameters.ts";
import { route, type Route } from "../route.ts";

/** Whom a simulated tenant lets one be. */
export type SimulatedSignIn = {
  people: readonly { id: string; displayName: string; isAdmin: boolean }[];
  suggestedPersonId: string;
  /** @param personId one of `people` */
  signIn: (personId: string) => Promise<{ token: string; expiresAt: Date }>;
};

export type StartParts = {
  version: string;
  /** Figures without names: admins have no page about people. */
  isAnonymous: boolean;
  /** The tab's application; null where none is configured. */
  clientId: string | null;
  /** Null outside simulated mode: then nobody signs in but by Teams. */
  simulated: SimulatedSignIn | null;
};

const startSchema = z.strictObject({
  version: z.string(),
  isAnonymous: z.boolean(),
  signIn: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("teams"), clientId: z.string() }),
    z.strictObject({
      kind: z.literal("simulated"),
      people: z.array(z.strictObject({ id: z.string(), displayName: z.string(), isAdmin: z.boolean() })),
      suggestedPersonId: z.string(),
    }),
    z.strictObject({ kind: z.literal("notConfigured") }),
  ]),
}) satisfies z.ZodType<StartJson>;

const signedInSchema = z.strictObject({ token: z.string(), expiresAt: z.string() }) satisfies z.ZodType<SignedInJson>;

/** How to sign in; in simulated mode also the sign-in itself. */
export function startRoutes({ version, isAnonymous, clientId, simulated }: StartParts): Route[] {
  const start = route({
    method: "GET",
    path: "/api/start",
    summary: "How to sign in",
    who: "everybody",
    response: startSchema,
    handle: (): StartJson => ({ version, isAnonymous, signIn: wayToSignIn(clientId, simulated) }),
  });
  return simulated === null ? [start] : [start, simulatedSignInRoute(simulated)];
}

function wayToSignIn(clientId: string | null, simulated: SimulatedSignIn | null): StartJson["signIn"] {
  if (simulated !== null) {
    const { people, suggestedPersonId } = simulated;
    return { kind: "simulated", people: [...people], suggestedPersonId };
  }
  return clientId === null ? { kind: "notConfigured" } : { kind: "teams", clientId };
}

function simulatedSignInRoute({ people, signIn }: SimulatedSignIn): Route {
  return route({
    method: "POST",
    path: "/api/simulated/sign-in",
    summary: "Signs in as somebody of the simulated tenant; only from the machine that it runs on",
    who: "everybody",
    body: { personId: idField },
    response: signedInSchema,
    async handle({ body: { personId }, isFromThisMachine }) {
      if (!isFromThisMachine) {
        throw new ServiceError("this_machine_only", "The simulated tenant is shown on the machine it runs on only.");
      }
      if (!people.some(({ id }) => id === personId)) {
        throw new ServiceError("person_not_found", "There is nobody with this id in the simulated tenant.");
      }
      const { token, expiresAt } = await signIn(personId);
      return { token, expiresAt: expiresAt.toISOString() };
    },
  });
}
