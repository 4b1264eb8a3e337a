import assert from "node:assert/strict";
import { MongoCompatibilityError, MongoNetworkError, MongoParseError, MongoServerError } from "mongodb";
import { ServiceError } from "../../../src/service-error.ts";
import { openError } from "../../../src/store/store-error.ts";

const SECRET = "mongodb://callwise:hunter2@db.example.org";

describe("errors of opening the store", () => {
  const cases: [string, unknown, string, string][] = [
    [
      "a refused sign-in",
      new MongoServerError({ code: 18, errmsg: SECRET }),
      "store_unauthorized",
      "fix-configuration",
    ],
    [
      "a user without rights",
      new MongoServerError({ code: 13, errmsg: SECRET }),
      "store_unauthorized",
      "fix-configuration",
    ],
    [
      "Atlas's refusal",
      new MongoServerError({ code: 8000, errmsg: SECRET }),
      "store_unauthorized",
      "fix-configuration",
    ],
    [
      "an index conflict",
      new MongoServerError({ code: 86, errmsg: SECRET }),
      "store_index_conflict",
      "fix-configuration",
    ],
    ["a bad connection string", new MongoParseError(SECRET), "store_uri_invalid", "fix-configuration"],
    ["an unknown server", new MongoCompatibilityError(SECRET), "store_incompatible", "fix-configuration"],
    ["a lost connection", new MongoNetworkError(SECRET), "store_unreachable", "retry"],
    [
      "a name that does not resolve",
      Object.assign(new Error(SECRET), { code: "ENOTFOUND", syscall: "querySrv" }),
      "store_unreachable",
      "retry",
    ],
    [
      "a refused sign-in inside a lost connection",
      new MongoNetworkError("lost", { cause: new MongoServerError({ code: 18, errmsg: SECRET }) }),
      "store_unauthorized",
      "fix-configuration",
    ],
    ["anything else of the server", new MongoServerError({ code: 8, errmsg: SECRET }), "store_open_failed", "retry"],
    ["anything else", SECRET, "store_open_failed", "retry"],
  ];

  for (const [name, error, code, remedy] of cases) {
    it(`name ${name}`, () => {
      const shown = openError(error);
      assert.deepEqual([shown.code, shown.remedy], [code, remedy]);
      assert.doesNotMatch(`${shown.message} ${shown.stack}`, /hunter2/);
      assert.equal(shown.cause, undefined);
    });
  }

  it("leave a ServiceError as it is", () => {
    const error = new ServiceError("store_is_newer", "Newer.");
    assert.equal(openError(error), error);
  });
});
