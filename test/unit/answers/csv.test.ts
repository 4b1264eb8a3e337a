import assert from "node:assert/strict";
import { callsCsv } from "../../../src/answers/calls-csv.ts";
import { csv } from "../../../src/answers/csv.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";

describe("comma-separated values", () => {
  it("begin with a byte order mark, end every line with CR LF, and leave null empty", () => {
    assert.equal(csv([["a", null, 1.5], [""]]), "\uFEFFa,,1.5\r\n\r\n");
  });

  it("quote what would part cells or lines, and double quotes within", () => {
    assert.equal(csv([["a,b", "a;b", 'say "hi"', "two\nlines"]]), '\uFEFF"a,b","a;b","say ""hi""","two\nlines"\r\n');
  });

  for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A"]) {
    it(`make the formula ${formula} harmless`, () => {
      assert.equal(csv([[formula]]), `\uFEFF'${formula}\r\n`);
    });
  }

  it("make a formula harmless behind a tab or a line break, and leave numbers numbers", () => {
    assert.equal(csv([["\t=1", "\r=1", -5]]), `\uFEFF"'\t=1","'\r=1",-5\r\n`);
  });
});

describe("calls as comma-separated values", () => {
  const call = buildParticipation({
    start: new Date("2026-10-25T00:30:00Z"),
    end: new Date("2026-10-25T01:30:00Z"),
    durationSeconds: 90.25,
    others: { count: 1, person: { id: "ben", kind: "user", displayName: '=HYPERLINK("http://evil")' } },
    quality: "poor",
    reasons: [
      { mediaKind: "audio", metric: "averageJitterMs", direction: "heard", value: 62, threshold: 30 },
      { mediaKind: "video", metric: "averageVideoFrameRate", direction: "sent", value: 4, threshold: 7 },
    ],
    verdict: { direction: "heard", cause: "weakWifi", confidence: "likely", evidence: [] },
    ratings: [{ sessionId: "s", rating: "bad", tokens: ["Echo", "NoSound"], text: "echo, echo" }],
    network: buildParticipationNetwork({ connectionType: "wifi", wifiBand: "5GHz", subnet: "10.1.20.0" }),
  });

  it("have a header of stable names and a row for each call, as wide as the header", () => {
    const lines = callsCsv([call, buildParticipation({ callId: "second", client: null })], "Europe/Berlin").split(
      "\r\n",
    );
    assert.equal(lines.length, 4);
    const header = (lines[0] ?? "").replace("\uFEFF", "").split(",");
    assert.deepEqual(header.slice(0, 7), [
      "callId",
      "start",
      "end",
      "localStart",
      "localEnd",
      "timeZone",
      "durationSeconds",
    ]);
    for (const name of ["quality", "reasons", "verdictCause", "rating", "platform", "microphone", "connection"]) {
      assert.ok(header.includes(name), name);
    }
    assert.equal((lines[2] ?? "").split(",").length, header.length);
  });

  it("tell instants in UTC and as local clocks show them, also while these are set back", () => {
    const row = callsCsv([call], "Europe/Berlin").split("\r\n")[1] ?? "";
    assert.ok(
      row.startsWith(
        "call-1,2026-10-25T00:30:00.000Z,2026-10-25T01:30:00.000Z,2026-10-25 02:30:00,2026-10-25 02:30:00,Europe/Berlin,90.25,",
      ),
      row,
    );
  });

  it("tell quality, reasons, verdict and feedback, and run nothing that a name says", () => {
    const row = callsCsv([call], "Europe/Berlin").split("\r\n")[1] ?? "";
    for (const part of [
      `"'=HYPERLINK(""http://evil"")"`,
      'poor,"averageJitterMs heard 62 > 30; averageVideoFrameRate sent 4 < 7",weakWifi,heard,likely,bad,1,"Echo; NoSound","echo, echo"',
      "wifi,5GHz,,10.1.20.0,",
    ]) {
      assert.ok(row.includes(part), `${part} in ${row}`);
    }
  });
});
