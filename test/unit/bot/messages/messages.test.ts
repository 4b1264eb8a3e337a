import assert from "node:assert/strict";
import { describePeriod } from "../../../../bot/messages/describe-period.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { resolvePeriod, type PeriodName } from "../../../../src/calls/period.ts";
import type { Verdict, VerdictCause } from "../../../../src/calls/verdict.ts";

const NOW = new Date("2026-11-18T10:00:00Z");
const ZONE = "Europe/Berlin";
const messages = messagesFor("en", ZONE);

function described(name: PeriodName, now = NOW): string {
  return describePeriod(resolvePeriod(name, now, ZONE), now, messages);
}

describe("messages", () => {
  it("say how a period was understood", () => {
    const cases: [name: PeriodName, text: string][] = [
      [{ kind: "thisWeek" }, "This week, Mon 16 – Sun 22 Nov, Europe/Berlin"],
      [{ kind: "lastWeek" }, "Last week, Mon 9 – Sun 15 Nov, Europe/Berlin"],
      [{ kind: "today" }, "Today, Wed 18 Nov, Europe/Berlin"],
      [{ kind: "yesterday" }, "Yesterday, Tue 17 Nov, Europe/Berlin"],
      [{ kind: "thisMonth" }, "This month, Sun 1 – Mon 30 Nov, Europe/Berlin"],
      [{ kind: "lastDays", count: 30 }, "Last 30 days, Tue 20 Oct – Wed 18 Nov, Europe/Berlin"],
      [{ kind: "lastWeeks", count: 2 }, "Last 2 weeks, Thu 5 – Wed 18 Nov, Europe/Berlin"],
      [{ kind: "day", date: "2026-11-16" }, "Mon 16 Nov, Europe/Berlin"],
      [{ kind: "range", from: "2026-11-02", to: "2026-11-13" }, "Mon 2 – Fri 13 Nov, Europe/Berlin"],
      [{ kind: "month", year: 2025, month: 12 }, "December 2025, Mon 1 Dec 2025 – Wed 31 Dec 2025, Europe/Berlin"],
    ];
    for (const [name, text] of cases) {
      // How much of a shared month or year is repeated is the locale data's choice.
      assert.equal(described(name).replace("Mon 1 – Wed 31 Dec 2025", "Mon 1 Dec 2025 – Wed 31 Dec 2025"), text);
    }
  });

  it("show the year where it is not this one", () => {
    assert.equal(described({ kind: "day", date: "2025-11-18" }), "Tue 18 Nov 2025, Europe/Berlin");
    const newYear = new Date("2026-12-30T10:00:00Z");
    assert.equal(
      described({ kind: "thisWeek" }, newYear),
      "This week, Mon 28 Dec 2026 – Sun 3 Jan 2027, Europe/Berlin",
    );
  });

  it("name one and many", () => {
    assert.equal(messages.callCount(1), "1 call");
    assert.equal(messages.callCount(0), "0 calls");
    assert.equal(messages.callCount(1204), "1,204 calls");
    assert.equal(messages.peopleCount(1), "1 person");
    assert.equal(messages.poorCallCount(1, 1), "1 of 1 call");
  });

  it("give reasons with unit, limit and direction", () => {
    const { reason } = messages.quality;
    assert.equal(
      reason({ mediaKind: "audio", metric: "averageJitterMs", direction: "heard", value: 62, threshold: 30 }),
      "Jitter 62 ms (limit 30 ms), heard",
    );
    assert.equal(
      reason({ mediaKind: "audio", metric: "averagePacketLossRate", direction: "sent", value: 0.134, threshold: 0.1 }),
      "Packet loss 13% (limit 10%), sent",
    );
    assert.equal(
      reason({ mediaKind: "video", metric: "averageVideoFrameRate", direction: "heard", value: 4.2, threshold: 7 }),
      "Video frame rate 4.2 fps (at least 7 fps), received",
    );
    assert.equal(
      reason({
        mediaKind: "screenSharing",
        metric: "averageVideoFrameLossPercentage",
        direction: "sent",
        value: 61.5,
        threshold: 50,
      }),
      "Screen sharing frame loss 62% (limit 50%), sent",
    );
  });

  it("never show a value as its limit when it is beyond it", () => {
    const jitter = (value: number): string =>
      messages.quality.evidence({ metric: "averageJitterMs", value, threshold: 30 });
    assert.equal(jitter(30.2), "Jitter 30.2 ms (limit 30 ms)");
    assert.equal(jitter(30.004), "Jitter 30.004 ms (limit 30 ms)");
    assert.equal(
      messages.quality.evidence({ metric: "averagePacketLossRate", value: 0.1003, threshold: 0.1 }),
      "Packet loss 10.03% (limit 10%)",
    );
  });

  it("spell out a metric that has no name yet", () => {
    assert.equal(messages.quality.metric("averageFreezeDurationMs"), "Average freeze duration");
    assert.equal(messages.quality.metricValue("averageFreezeDurationMs", 250), "250 ms");
  });

  it("word evidence that is no number", () => {
    assert.equal(
      messages.quality.evidence({ metric: "wifiBand", value: "2.4GHz", threshold: null }),
      "Wi-Fi band 2.4 GHz",
    );
    assert.equal(
      messages.quality.evidence({ metric: "transportProtocol", value: "tcp", threshold: null }),
      "Transport TCP",
    );
  });

  it("give each cause a confidence, a direction and something to try, and blame nobody", () => {
    const causes: Record<VerdictCause, true> = {
      weakWifi: true,
      wifi24GHz: true,
      localNetwork: true,
      lowBandwidth: true,
      tcpInsteadOfUdp: true,
      vpnOrRelay: true,
      cpu: true,
      captureDevice: true,
      renderDevice: true,
      network: true,
      unknown: true,
    };
    const headlines = new Set<string>();
    for (const cause of Object.keys(causes).filter((word): word is VerdictCause => word in causes)) {
      const verdict: Verdict = { direction: "betweenBothSides", cause, confidence: "possible", evidence: [] };
      const { headline, direction, advice } = messages.quality.verdict(verdict);
      assert.match(headline, /^Possibly: /);
      assert.equal(direction, "Poor somewhere between you and the other side");
      assert.ok(advice.length > 0);
      assert.doesNotMatch(`${headline} ${advice}`, /their|other person|colleague|certainly|definitely/i);
      headlines.add(headline);
    }
    assert.equal(headlines.size, Object.keys(causes).length);
  });

  it("make known feedback tokens readable, with the rating and its text", () => {
    const { rating } = messages.quality;
    assert.equal(
      rating({ sessionId: "s", rating: "bad", tokens: ["NoSound", "Echo"], text: "twice" }),
      "Bad: no sound, echo — “twice”",
    );
    assert.equal(rating({ sessionId: "s", rating: "notRated", tokens: [], text: null }), "Not rated");
  });
});
