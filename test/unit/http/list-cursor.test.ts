import assert from "node:assert/strict";
import fc from "fast-check";
import { cursorOf, placeOfCursor } from "../../../src/http/list-cursor.ts";

const refused = { code: "bad_request" };

describe("cursor of a list", () => {
  it("is a text for a URL that names a place again", () => {
    const anyId = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.oneof(fc.uuid(), anyId), (at, id) => {
        const cursor = cursorOf({ at, id });
        assert.match(cursor, /^[\w-]+$/);
        assert.deepEqual(placeOfCursor(cursor), { at, id });
      }),
    );
  });

  it("is refused when it is none", () => {
    const encoded = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
    const texts = ["", "5", "5 ", " call", "x call", "9e9 call", "99999999999999999 call", "5 a\nb"];
    const cursors = [...texts.map(encoded), "=", "%", "a b", `${encoded("5 call")}=`, encoded(`5 ${"a".repeat(601)}`)];
    // Beyond the last instant that there is; a zero too much; bytes that are no text.
    cursors.push(
      encoded("8640000000000001 call"),
      encoded("05 call"),
      Buffer.from([0x35, 0x20, 0xff]).toString("base64url"),
    );
    for (const cursor of cursors) {
      assert.throws(() => placeOfCursor(cursor), refused, cursor);
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        try {
          assert.equal(cursorOf(placeOfCursor(text)), text);
        } catch (error) {
          assert.equal((error as { code?: string }).code, "bad_request");
        }
      }),
    );
  });
});
