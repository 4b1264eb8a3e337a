import assert from "node:assert/strict";
import { createTokenSource } from "../../../../tab/sign-in/token-source.ts";

/** A token that says when it expires, as far as the tab reads it, and which one it is. */
function tokenFor(name: string, expiresAt: number): string {
  const payload = Buffer.from(JSON.stringify({ exp: Math.floor(expiresAt / 1000), name })).toString("base64url");
  return `header.${payload}.signature`;
}

const HOUR_MS = 3_600_000;
const inAnHour = (name: string): string => tokenFor(name, Date.now() + HOUR_MS);

/** Gives these tokens, one after the other, and counts them. */
function giving(...tokens: (string | Error)[]): { obtain: () => Promise<string>; given: () => number } {
  const left = [...tokens];
  return {
    obtain: () => {
      const next = left.shift();
      return typeof next === "string" ? Promise.resolve(next) : Promise.reject(next ?? new Error("one too many"));
    },
    given: () => tokens.length - left.length,
  };
}

describe("token source", () => {
  it("obtains one token for all who ask, and keeps it", async () => {
    const first = inAnHour("é 1");
    const { obtain, given } = giving(first);
    const source = createTokenSource(obtain);
    assert.deepEqual(await Promise.all([source.token(), source.token()]), [first, first]);
    assert.equal(await source.token(), first);
    assert.equal(given(), 1);
  });

  it("obtains another one shortly before the last expires", async () => {
    const [first, second] = [tokenFor("1", Date.now() + 30_000), inAnHour("2")];
    const source = createTokenSource(giving(first, second).obtain);
    assert.equal(await source.token(), first);
    assert.equal(await source.token(), second);
  });

  it("does not keep what does not say when it expires", async () => {
    const source = createTokenSource(giving("not a token", inAnHour("2")).obtain);
    assert.equal(await source.token(), "not a token");
    assert.notEqual(await source.token(), "not a token");
  });

  it("renews once for all whose token was refused", async () => {
    const [first, second] = [inAnHour("1"), inAnHour("2")];
    const { obtain, given } = giving(first, second);
    const source = createTokenSource(obtain);
    await source.token();
    assert.deepEqual(await Promise.all([source.renewed(first), source.renewed(first)]), [second, second]);
    assert.equal(await source.renewed(first), second);
    assert.equal(given(), 2);
  });

  it("asks again after a failure", async () => {
    const token = inAnHour("2");
    const source = createTokenSource(giving(new Error("refused"), token).obtain);
    await assert.rejects(source.token(), /refused/);
    assert.equal(await source.token(), token);
  });
});
