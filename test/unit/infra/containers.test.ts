import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { readConfig } from "../../../src/config/config.ts";
import { SETTINGS } from "../../../src/config/settings.ts";

const compose = z.looseObject({
  services: z.object({
    callwise: z.looseObject({
      build: z.literal("."),
      env_file: z.array(z.object({ path: z.string(), required: z.boolean() })),
      environment: z.record(z.string(), z.coerce.string()),
    }),
    mongodb: z.looseObject({ image: z.string(), command: z.array(z.string()) }),
  }),
});
const workflow = z.looseObject({
  jobs: z.record(
    z.string(),
    z.looseObject({
      strategy: z.looseObject({ matrix: z.looseObject({ node: z.array(z.string()) }) }).optional(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

const fromRoot = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
const read = (path: string): Promise<string> => readFile(fromRoot(path), "utf8");
const ID = "1f2e3d4c-5b6a-4988-8776-655443322110";

describe("Dockerfile", () => {
  it("takes one exact version of Node, an LTS that the CI workflow tests", async () => {
    const images = [...(await read("Dockerfile")).matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? "");
    assert.equal(images.length, 3);
    assert.equal(new Set(images).size, 1);
    const [, major] = /^node:(\d+)\.\d+\.\d+-bookworm-slim$/.exec(images[0] ?? "") ?? [];
    const { jobs } = workflow.parse(parse(await read(".github/workflows/ci.yml")));
    assert.ok(jobs["test"]?.strategy?.matrix.node.includes(major ?? "none"));
  });

  it("ends with the production dependencies alone, and without root", async () => {
    const [, , , image = ""] = (await read("Dockerfile")).split(/^FROM /m);
    assert.match(await read("Dockerfile"), /AS dependencies\n(?:.*\n)*?RUN npm ci --omit=dev --ignore-scripts\n/);
    assert.match(image, /COPY --from=dependencies \/callwise\/node_modules /);
    assert.match(image, /^USER node$/m);
    assert.ok(image.indexOf("USER node") < image.indexOf("ENTRYPOINT"));
    assert.match(image, /^HEALTHCHECK /m);
  });

  it("copies what is there, and sets what the service knows", async () => {
    const dockerfile = await read("Dockerfile");
    const copied = [...dockerfile.matchAll(/^COPY ([\w. -]+) \.\S*$/gm)].flatMap(([, paths = ""]) => paths.split(" "));
    assert.ok(copied.includes("bot") && copied.includes("src"));
    const context = await read(".dockerignore");
    for (const path of copied.filter((path) => path !== ".")) {
      assert.ok(existsSync(fromRoot(path)), path);
      assert.ok(context.includes(`\n!${path}\n`), `.dockerignore: ${path}`);
    }
    const set = [...dockerfile.matchAll(/(?:^ENV| ) ([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    assert.deepEqual(
      set.filter((name) => name !== "NODE_ENV" && !(name in SETTINGS)),
      [],
    );
    assert.deepEqual(set, ["NODE_ENV", "PORT", "DATA_DIR"]);
  });
});

describe("what goes to App Service", () => {
  it("is what the image has", async () => {
    const [, , , image = ""] = (await read("Dockerfile")).split(/^FROM /m);
    const needed = [...image.matchAll(/^COPY .*?([\w./-]+) \.\/\S*$/gm)].map(([, path = ""]) =>
      path.replace("/callwise/", ""),
    );
    const sent = [...(await read(".webappignore")).matchAll(/^!\/(\S+)$/gm)].map(([, path]) => path);
    assert.ok(needed.includes("tab/dist") && needed.includes("src"));
    assert.deepEqual(
      needed.filter((path) => path !== "node_modules" && !sent.includes(path)),
      [],
    );
  });
});

describe("Compose file", () => {
  it("gives the service settings that it takes", async () => {
    const { env_file: files, environment } = compose.parse(parse(await read("compose.yaml"))).services.callwise;
    // Not required: CI starts the database alone, without the file.
    assert.deepEqual(files, [{ path: ".env", required: false }]);
    const ofTraces: readonly string[] = (await read("docs/operations.md")).match(/\bOTEL_\w+/g) ?? [];
    assert.deepEqual(
      Object.keys(environment).filter((name) => !(name in SETTINGS) && !ofTraces.includes(name)),
      [],
    );
    // As Compose fills them in: with the required ones set, and the defaults of the others.
    const examples: Record<string, string> = { PUBLIC_URL: "https://calls.contoso.example", CLIENT_SECRET: "secret" };
    const filled = Object.entries(environment).map(([name, value]) => {
      return [
        name,
        value.replace(/^\$\{\w+:\?.*\}$/, examples[name] ?? ID).replace(/^\$\{\w+:-(.*)\}$/, "$1"),
      ] as const;
    });
    const { config, secrets } = readConfig(Object.fromEntries(filled.filter(([, value]) => value !== "")), {
      toServe: true,
    });
    assert.equal(config.graph?.credential.kind, "clientSecret");
    assert.notEqual(secrets.mongodbUri, null);
  });

  it("starts an exact version of MongoDB as a replica set", async () => {
    const { mongodb } = compose.parse(parse(await read("compose.yaml"))).services;
    assert.match(mongodb.image, /^mongo:\d+\.\d+\.\d+$/);
    assert.ok(mongodb.command.includes("--replSet"));
  });

  it("finds every name that it asks for in what the CI workflow gives it", async () => {
    const asked = [...(await read("compose.yaml")).matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    const given = [...(await read(".github/workflows/compose.env")).matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    assert.deepEqual(given, asked);
  });
});

describe("CI workflow", () => {
  it("pins every action by its commit", async () => {
    const text = await read(".github/workflows/ci.yml");
    const uses = Object.values(workflow.parse(parse(text)).jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => step.uses ?? []),
    );
    assert.ok(uses.length > 3);
    for (const action of uses) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    assert.equal(text.match(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm)?.length, uses.length);
  });

  it("tests the oldest Node that package.json takes", async () => {
    const { engines } = JSON.parse(await read("package.json")) as { engines: { node: string } };
    const { jobs } = workflow.parse(parse(await read(".github/workflows/ci.yml")));
    assert.equal(engines.node, `>=${jobs["test"]?.strategy?.matrix.node[0]}`);
  });

  it("runs only commands that package.json has", async () => {
    const { scripts } = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
    const runs = [
      ...(await read(".github/workflows/ci.yml")).matchAll(/npm (?:run )?(?:--silent )?(test|check|sbom)\b/g),
    ];
    assert.ok(runs.length >= 3);
    for (const [, name = ""] of runs) assert.ok(name in scripts, name);
  });
});
