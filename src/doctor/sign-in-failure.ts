import { GraphError } from "../graph/graph-error.ts";
import { failed, type CheckOutcome } from "./check.ts";

/** The settings that a sign-in takes its parts from. `root`: null where no setting changes the global cloud's. */
export type SignInSettings = { tenant: string; client: string; secret: string; root: "LOGIN_ROOT" | null };

/** Root of the global cloud's sign-in service. */
export const GLOBAL_LOGIN_ROOT = "https://login.microsoftonline.com";

/**
 * Why the sign-in service gave no token, with what to do. Its codes:
 * learn.microsoft.com/entra/identity-platform/reference-error-codes.
 */
export function signInFailure(error: unknown, settings: SignInSettings): CheckOutcome {
  if (!(error instanceof GraphError)) throw error;
  const code = error.graphCode ?? "";
  const found = `The sign-in service gives no token (${code === "" ? error.code : code}).`;
  return failed(found, remedyOf(code, settings));
}

function remedyOf(code: string, { tenant, client, secret, root }: SignInSettings): string {
  switch (code) {
    case "AADSTS7000215":
      return `${secret} is wrong: in the Entra admin center, App registrations > Certificates & secrets, make a new client secret and set ${secret} to its Value, not its ID.`;
    case "AADSTS7000222":
      return `The secret has expired: in the Entra admin center, App registrations > Certificates & secrets, make a new one and set ${secret} to its Value.`;
    case "AADSTS700016":
      return `Set ${client} to the Application (client) ID of an app registration of this tenant, and ${tenant} to its Directory (tenant) ID.`;
    case "AADSTS90002":
    case "AADSTS900023":
      return root === null
        ? `Set ${tenant} to the Directory (tenant) ID; the tenant must be in the global cloud.`
        : `Set ${tenant} to the Directory (tenant) ID, and ${root} to the sign-in service of its cloud.`;
    case "AADSTS700027":
      return `Upload the certificate of ${secret} to the application: Entra admin center, App registrations > Certificates & secrets > Certificates.`;
    case "AADSTS700024":
      return "Set this machine's clock: the client assertion is not valid at the time of the sign-in service.";
    case "AADSTS7000112":
      return "The application is disabled: enable it in the Entra admin center, Enterprise applications > Properties.";
    case "AADSTS53003":
      return "A Conditional Access policy for workload identities blocks this machine: change the policy, or where the service runs.";
  }
  if (code.startsWith("AADSTS"))
    return `Look the code up at https://login.microsoftonline.com/error?code=${code.slice(6)}.`;
  return `See that this machine reaches ${root ?? GLOBAL_LOGIN_ROOT} over https; with a managed identity, that ${client} is assigned to it.`;
}
