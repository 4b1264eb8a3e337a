import assert from "node:assert/strict";
import { isPermissive, licenseFaults } from "../../../infra/supply-chain/licenses.ts";
import { PackageLock, readPackageLock } from "../../../infra/supply-chain/package-lock.ts";
import { tabPackages } from "../../../infra/supply-chain/tab-packages.ts";

/** Installed by this lockfile; "b" twice, in versions of different licenses. */
const LOCK = {
  packages: {
    "": { dependencies: { a: "1" }, devDependencies: { c: "1" } },
    "node_modules/a": { license: "MIT", dependencies: { b: "2" }, hasInstallScript: true },
    "node_modules/a/node_modules/b": { license: "GPL-3.0-only" },
    "node_modules/b": { license: "ISC", dev: true },
    "node_modules/c": { dev: true, peerDependencies: { b: "1" }, optionalDependencies: { absent: "1" } },
  },
};

describe("supply chain", () => {
  it("has only permissive licenses where the service runs and in the tab", async () => {
    const lock = await readPackageLock();
    const installed = lock.installed();
    const bundled = lock.reachedFrom(await tabPackages());
    assert.ok(installed.some(({ name }) => name === "express") && !installed.some(({ name }) => name === "mocha"));
    assert.ok(bundled.some(({ name }) => name === "react") && !bundled.some(({ name }) => name === "vite"));
    assert.deepEqual([...licenseFaults(installed), ...licenseFaults(bundled)], []);
  });

  it("needs no install script where the service runs", async () => {
    const scripts = (await readPackageLock()).installed().filter(({ hasInstallScript }) => hasInstallScript);
    // esbuild's only speeds it up: its binary is a package of its own, which it finds without.
    assert.deepEqual(
      scripts.map(({ name }) => name),
      ["esbuild"],
    );
  });

  it("judges licenses by their expressions", () => {
    for (const expression of ["MIT", "(MIT OR GPL-3.0-only)", "MIT AND ISC", "GPL-3.0-only OR Apache-2.0"]) {
      assert.ok(isPermissive(expression), expression);
    }
    for (const expression of [null, "GPL-3.0-only", "MIT AND GPL-3.0-only", "SEE LICENSE IN LICENSE", "UNLICENSED"]) {
      assert.ok(!isPermissive(expression), String(expression));
    }
    assert.ok(!isPermissive("(MIT OR ISC) AND (GPL-3.0-only)"));
  });

  it("finds the packages as Node resolves them", () => {
    const lock = new PackageLock(LOCK);
    assert.deepEqual(licenseFaults(lock.installed()), ["b: GPL-3.0-only"]);
    assert.deepEqual(
      lock.reachedFrom(["a"]).map(({ name, license }) => `${name} ${license}`),
      ["a MIT", "b GPL-3.0-only"],
    );
    assert.deepEqual(licenseFaults(lock.reachedFrom(["c"])), ["c: no license"]);
  });
});
