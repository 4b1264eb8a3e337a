import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("../../../infra/grant-graph-permissions.sh", import.meta.url));
const IDENTITY = "1f2e3d4c-5b6a-4988-8776-655443322110";

/** Stands in for the Azure CLI: answers as Graph's service principals would, and writes down what it was asked. */
const FAKE_AZ = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$AZ_LOG"
case "$*" in
  *"--method POST"*) ;;
  *"appId='00000003-0000-0000-c000-000000000000'"*) echo graph-principal ;;
  *"?\\$select=appRoles --query appRoles[?value=='CallRecords.Read.All'].id"*) echo read-all-role ;;
  *"?\\$select=appRoles"*) ;;
  *"/appRoleAssignments"*) echo "$AZ_HELD" ;;
  *) exit 9 ;;
esac
`;

type Run = { code: number; stdout: string; stderr: string; asked: string[] };

describe("grant-graph-permissions.sh", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-az-"));
    await writeFile(path.join(folder, "az"), FAKE_AZ);
    await chmod(path.join(folder, "az"), 0o755);
  });
  after(() => rm(folder, { recursive: true }));

  async function run(words: string[], held = "0"): Promise<Run> {
    const log = path.join(folder, "log");
    await writeFile(log, "");
    const environment = { PATH: `${folder}:${process.env["PATH"] ?? ""}`, AZ_LOG: log, AZ_HELD: held };
    const { code, stdout, stderr } = await promisify(execFile)("bash", [SCRIPT, ...words], { env: environment }).then(
      (output) => ({ code: 0, ...output }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    const asked = (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
    return { code, stdout, stderr, asked };
  }

  it("grants what the service needs", async () => {
    const { code, stdout, asked } = await run([IDENTITY]);
    assert.equal(code, 0);
    assert.match(stdout, /^CallRecords\.Read\.All: granted\./);
    const [post = "", ...others] = asked.filter((line) => line.includes("--method POST"));
    assert.deepEqual(others, []);
    assert.ok(post.includes(`https://graph.microsoft.com/v1.0/servicePrincipals/${IDENTITY}/appRoleAssignments`));
    const body: unknown = JSON.parse(post.slice(post.indexOf("{")));
    assert.deepEqual(body, { principalId: IDENTITY, resourceId: "graph-principal", appRoleId: "read-all-role" });
  });

  it("changes nothing the second time", async () => {
    const { code, stdout, asked } = await run([IDENTITY], "1");
    assert.equal(code, 0);
    assert.match(stdout, /^CallRecords\.Read\.All: was granted before\./);
    assert.ok(!asked.some((line) => line.includes("--method POST")));
  });

  it("grants nothing that Graph does not have", async () => {
    const { code, stderr, asked } = await run([IDENTITY, "CallRecords.Read.Everything"]);
    assert.equal(code, 1);
    assert.match(stderr, /^CallRecords\.Read\.Everything: /);
    assert.ok(!asked.some((line) => line.includes("--method POST")));
  });

  it("tells how it is used", async () => {
    const { code, stderr } = await run([]);
    assert.equal(code, 2);
    assert.match(stderr, /^usage: /);
  });
});
