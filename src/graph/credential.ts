import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from "@azure/identity";

/** How the service signs in as an app. */
export type AppSignIn =
  | { kind: "clientSecret"; tenantId: string; clientId: string; clientSecret: string }
  /** `path`: a PEM file with the certificate and its private key. */
  | { kind: "clientCertificate"; tenantId: string; clientId: string; path: string }
  | { kind: "managedIdentity"; clientId: string };

export type CredentialOptions = {
  signIn: AppSignIn;
  /** Root of the sign-in service, for example "https://login.microsoftonline.com". */
  loginRoot: string;
  /** PEM of a certificate to trust instead of the public ones: the simulated tenant's. */
  caCertificate?: string;
};

/** Sign-in services that Microsoft lists; at any other there is nobody to ask which authorities are known. */
const MICROSOFT_LOGIN_HOSTS = new Set([
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.chinacloudapi.cn",
  "login.partner.microsoftonline.cn",
]);

/**
 * A credential with an empty token cache. A credential's own retries are switched off: what fails is tried again by the
 * Graph client's retry, which knows the clock and the signal.
 */
export function createCredential({ signIn, loginRoot, caCertificate }: CredentialOptions): TokenCredential {
  if (signIn.kind === "managedIdentity") return new ManagedIdentityCredential({ clientId: signIn.clientId });
  const options = {
    authorityHost: loginRoot,
    disableInstanceDiscovery: !MICROSOFT_LOGIN_HOSTS.has(new URL(loginRoot).hostname),
    retryOptions: { maxRetries: 0 },
    ...(caCertificate === undefined ? {} : { tlsOptions: { ca: caCertificate } }),
  };
  if (signIn.kind === "clientSecret") {
    return new ClientSecretCredential(signIn.tenantId, signIn.clientId, signIn.clientSecret, options);
  }
  return new ClientCertificateCredential(signIn.tenantId, signIn.clientId, { certificatePath: signIn.path }, options);
}
