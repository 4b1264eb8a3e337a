import { z } from "zod";

/** Gives an access token for a resource: "https://graph.microsoft.com". Throws GraphError "graph_sign_in_failed". */
export type GetAppToken = (resource: string, signal: AbortSignal) => Promise<string>;

const claimsSchema = z.object({
  aud: z.string().optional(),
  ver: z.string().optional(),
  roles: z.array(z.string()).default([]),
});

export type AppTokenClaims = z.output<typeof claimsSchema>;

/**
 * What a token says of itself, null when it cannot be read. Nothing is granted by it: it is only told what stands there, so
 * that its signature does not matter.
 */
export function readAppToken(token: string): AppTokenClaims | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return claimsSchema.safeParse(payload).data ?? null;
  } catch {
    return null;
  }
}
