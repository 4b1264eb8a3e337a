import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { errorCode } from "../service-error.ts";

/**
 * What is wrong with the client certificate, null when nothing is: a PEM file with a certificate and its private key.
 * Whether it has expired is no question of the file: Entra ID tells, and `callwise doctor` warns before.
 */
export function certificateFault(path: string): string | null {
  let pem: string;
  try {
    pem = readFileSync(path, "utf8");
  } catch (error) {
    return `CLIENT_CERTIFICATE_PATH cannot be read as a file (${errorCode(error)})`;
  }
  const certificate = readOrNull(() => new X509Certificate(pem));
  if (certificate === null) return "CLIENT_CERTIFICATE_PATH has no certificate in PEM form in it";
  const key = readOrNull<KeyObject>(() => createPrivateKey(pem));
  if (key === null) return "CLIENT_CERTIFICATE_PATH has no private key in PEM form (without a passphrase) in it";
  return certificate.checkPrivateKey(key) ? null : "CLIENT_CERTIFICATE_PATH has a private key of another certificate";
}

/** What keeps DATA_DIR from being a folder to write to, null when nothing does; one that is not there can be made. */
export function dataDirFault(path: string): string | null {
  try {
    if (!statSync(path).isDirectory()) return "DATA_DIR is not a folder";
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return errorCode(error) === "ENOENT" ? null : `DATA_DIR cannot be used as a folder (${errorCode(error)})`;
  }
}

function readOrNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
