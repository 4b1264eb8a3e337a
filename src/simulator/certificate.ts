import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate } from "selfsigned";
import { systemClock } from "../clock.ts";
import { DAY_MS } from "./zoned-day.ts";

export type TlsMaterial = { key: string; cert: string };

/**
 * A self-made certificate for 127.0.0.1 and localhost, kept beside the state file if there is one, so that whoever was
 * told to trust it need not be told again. Certificates live in real time, whatever the simulation's clock says.
 */
export async function tlsMaterial(stateFile: string | null): Promise<TlsMaterial> {
  const folder = stateFile === null ? null : dirname(stateFile);
  const kept = folder === null ? null : readKept(folder);
  if (kept) return kept;
  const now = systemClock.now();
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + 365 * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  const material = { key: made.private, cert: made.cert };
  if (folder !== null) keep(folder, material);
  return material;
}

function readKept(folder: string): TlsMaterial | null {
  try {
    const material = {
      key: readFileSync(join(folder, "simulator-key.pem"), "utf8"),
      cert: readFileSync(join(folder, "simulator-certificate.pem"), "utf8"),
    };
    const validTo = Date.parse(new X509Certificate(material.cert).validTo);
    return validTo > systemClock.now().getTime() + DAY_MS ? material : null;
  } catch {
    return null;
  }
}

function keep(folder: string, material: TlsMaterial): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "simulator-key.pem"), material.key, { mode: 0o600 });
  writeFileSync(join(folder, "simulator-certificate.pem"), material.cert);
}
