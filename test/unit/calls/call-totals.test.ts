import assert from "node:assert/strict";
import { totalCalls } from "../../../src/calls/call-totals.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";

function callWith(person: string | null, displayName: string | null, over: Partial<Participation> = {}): Participation {
  const others = { count: 1, person: person === null ? null : { id: person, kind: "user" as const, displayName } };
  return buildParticipation({ others, ...over });
}

function microphone(captureDeviceName: string | null): Participation["device"] {
  return {
    captureDeviceName,
    captureDeviceDriver: null,
    renderDeviceName: "Speakers",
    renderDeviceDriver: null,
    machineName: null,
    cpuName: null,
  };
}

describe("totals of a list of calls", () => {
  it("are of the calls that are meant, without the dust of fractions", () => {
    const calls = [0.1, 0.2, 0.3, 60].map((durationSeconds) =>
      callWith(null, null, { durationSeconds, quality: durationSeconds < 0.25 ? "poor" : "good" }),
    );
    const { calls: count, durationSeconds, poor } = totalCalls(calls, (call) => call.durationSeconds < 1);
    assert.deepEqual({ count, durationSeconds, poor }, { count: 3, durationSeconds: 0.6, poor: 2 });
  });

  it("have choices of all calls, most calls first", () => {
    const wifi = buildParticipationNetwork({ connectionType: "wifi" });
    const unknown = buildParticipationNetwork({ connectionType: "unknown" });
    const calls = [
      callWith("bert", null, { device: microphone("Headset"), network: wifi }),
      callWith("bert", "Bert New", { device: microphone("Headset"), network: unknown }),
      callWith("bert", "Bert Old", { device: microphone(null), network: wifi }),
      callWith("anna", "Anna", { device: microphone("Array"), client: null }),
      callWith(null, null, { device: microphone("Array") }),
      callWith("carl", "Carl"),
    ];
    assert.deepEqual(
      totalCalls(calls, () => false),
      {
        calls: 0,
        durationSeconds: 0,
        poor: 0,
        choices: {
          devices: [
            { name: "Array", calls: 2 },
            { name: "Headset", calls: 2 },
          ],
          people: [
            { id: "bert", displayName: "Bert New", calls: 3 },
            { id: "anna", displayName: "Anna", calls: 1 },
            { id: "carl", displayName: "Carl", calls: 1 },
          ],
          platforms: [{ name: "windows", calls: 5 }],
          connections: [{ name: "wifi", calls: 2 }],
        },
      },
    );
  });

  it("offer no more choices than somebody could look through", () => {
    const calls = Array.from({ length: 150 }, (_, index) =>
      callWith(`person-${index}`, null, { device: microphone(`Headset ${index}`) }),
    );
    const { choices } = totalCalls([...calls, ...calls.slice(140)], () => true);
    assert.equal(choices.devices.length, 100);
    assert.deepEqual(choices.people[0], { id: "person-140", displayName: null, calls: 2 });
    assert.equal(choices.people.length, 100);
  });
});
