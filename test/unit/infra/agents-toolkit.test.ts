import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { readConfig } from "../../../src/config/config.ts";
import { ADMIN_ROLE, TAB_SCOPE } from "../../../src/http/sign-in.ts";
import { readBicepFile } from "../../support/bicep-file.ts";

const texts = z.record(z.string(), z.string());
const action = z.looseObject({
  uses: z.string(),
  with: z.record(z.string(), z.unknown()),
  writeToEnvironmentFile: texts.default({}),
});
const project = z.looseObject({
  provision: z.array(action),
  deploy: z.array(action),
  publish: z.array(action).default([]),
});
type Action = z.output<typeof action>;

const fromRoot = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
const read = (path: string): Promise<string> => readFile(fromRoot(path), "utf8");
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\$\{\{ *(\w+) *\}\}/g)].map(([, name = ""]) => name);

async function readProject(name: string): Promise<z.output<typeof project>> {
  return project.parse(parse(await read(name)));
}

/** The names in an environment file, and those that an admin fills in or the toolkit finds out by itself. */
async function environmentOf(name: string): Promise<string[]> {
  const lines = (await read(name)).split("\n").filter((line) => !line.startsWith("#"));
  return lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
}

/** The files of this repository that an action reads, and whose placeholders it fills. */
function filesOf({ with: parameters }: Action): string[] {
  const paths = [...JSON.stringify(parameters).matchAll(/"(?:manifestPath|parameters)":"\.\/([^"]+)"/g)];
  return paths.map(([, path = ""]) => path);
}

/** What an action needs and does not find among what is known by then. */
async function unknownTo(step: Action, known: readonly string[]): Promise<string[]> {
  const contents = await Promise.all(filesOf(step).map(read));
  const needed = placeholders([JSON.stringify(step.with), ...contents].join("\n"));
  return [...new Set(needed)].filter((name) => !known.includes(name));
}

describe("Agents Toolkit files", () => {
  for (const [file, environment, secrets] of [
    ["teamsapp.yml", "env/.env.dev", ["SECRET_DATABASE"]],
    ["teamsapp.local.yml", "env/.env.local", []],
  ] as const) {
    it(`of ${file} know every value before they need it`, async () => {
      const { outputs } = await readBicepFile("azure.bicep");
      const { provision, deploy, publish } = await readProject(file);
      const known: string[] = [...(await environmentOf(environment)), ...secrets];
      for (const step of [...provision, ...deploy, ...publish]) {
        assert.deepEqual(await unknownTo(step, known), [], step.uses);
        known.push(...Object.values(step.writeToEnvironmentFile));
        if (step.uses === "arm/deploy") known.push(...outputs);
      }
      assert.ok(provision.length > 5);
    });

    it(`of ${file} name only files that are there`, async () => {
      const { provision, deploy, publish } = await readProject(file);
      const inputs = [...provision, ...deploy, ...publish].flatMap((step) => [
        ...filesOf(step),
        ...[...JSON.stringify(step.with).matchAll(/"(?:path|ignoreFile)":"(?:\.\/)?([^"]+)"/g)].map(
          ([, path = ""]) => path,
        ),
      ]);
      assert.ok(inputs.length > 2);
      assert.deepEqual(
        inputs.filter((path) => !existsSync(fromRoot(path))),
        [],
      );
    });
  }

  it("keep no secret in the repository", async () => {
    for (const name of ["env/.env.dev", "env/.env.local"]) {
      assert.deepEqual(
        (await environmentOf(name)).filter((key) => /secret|password|key/i.test(key)),
        [],
      );
    }
    assert.match(await read(".gitignore"), /^env\/\.env\.\*\.user$/m);
  });

  it("write settings with which the service starts on this machine", async () => {
    const { deploy } = await readProject("teamsapp.local.yml");
    const written = deploy.find(({ uses }) => uses === "file/createOrUpdateEnvironmentFile")?.with["envs"];
    const id = "1f2e3d4c-5b6a-4988-8776-655443322110";
    const filled = Object.entries(texts.parse(written)).map(([name, value]) => {
      const host = value.replace(/\$\{\{BOT_DOMAIN\}\}/, "tunnel.example");
      return [name, host.replace(/\$\{\{SECRET_\w+\}\}/, "secret").replace(/\$\{\{\w+\}\}/, id)] as const;
    });
    const { config } = readConfig(Object.fromEntries(filled), { toServe: true });
    assert.equal(config.graph?.credential.kind, "clientSecret");
    assert.equal(config.bot?.appType, "SingleTenant");
    assert.notEqual(config.tab, null);
  });

  it("make the tab's application as the service checks its tokens", async () => {
    const manifest = JSON.parse(await read("infra/aad.manifest.json")) as {
      identifierUris: string[];
      api: {
        requestedAccessTokenVersion: number;
        oauth2PermissionScopes: { id: string; value: string }[];
        preAuthorizedApplications: { appId: string; delegatedPermissionIds: string[] }[];
      };
      appRoles: { value: string }[];
    };
    const app = JSON.parse(await read("appPackage/manifest.json")) as { webApplicationInfo: { resource: string } };
    assert.deepEqual(manifest.identifierUris, [app.webApplicationInfo.resource]);
    assert.equal(manifest.api.requestedAccessTokenVersion, 2);
    const [scope] = manifest.api.oauth2PermissionScopes;
    assert.equal(scope?.value, TAB_SCOPE);
    assert.deepEqual(
      manifest.appRoles.map(({ value }) => value),
      [ADMIN_ROLE],
    );
    // Teams' own: on computers and phones, and in browsers.
    assert.deepEqual(
      manifest.api.preAuthorizedApplications.map(({ appId }) => appId),
      ["1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"],
    );
    for (const { delegatedPermissionIds } of manifest.api.preAuthorizedApplications) {
      assert.deepEqual(delegatedPermissionIds, [scope.id]);
    }
  });
});
