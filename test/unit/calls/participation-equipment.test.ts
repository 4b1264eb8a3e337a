import assert from "node:assert/strict";
import type { Media, Session } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import {
  buildCallRecord,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceEndpoint,
  buildServiceSession,
  buildSession,
  secondsIn,
} from "../../support/call-record-builder.ts";

const ADA = buildPerson("ada");

function participation(...sessions: Session[]): Participation {
  const [found] = judgeCallRecord(buildCallRecord({ participants: [ADA], sessions })).participations;
  assert.ok(found);
  return found;
}

function inLines(...media: Media[]): Participation {
  return participation(buildServiceSession(ADA, { media }));
}

describe("what a person used", () => {
  it("is of the longest session, on the person's own side", () => {
    const phone = buildServiceSession(ADA, {
      sessionId: "phone",
      end: secondsIn(60),
      caller: buildParticipantEndpoint(ADA, { platform: "android" }),
    });
    const laptop = buildSession({
      sessionId: "laptop",
      end: secondsIn(600),
      caller: buildServiceEndpoint({ userAgent: "service" }),
      callee: buildParticipantEndpoint(ADA, {
        platform: "macOS",
        applicationVersion: "1.2",
        userAgent: "client",
        machineName: "MAC-7",
      }),
      media: [
        buildMedia({
          callerDevice: { captureDeviceName: "of the service" },
          calleeDevice: { captureDeviceName: "Headset", renderDeviceDriver: "driver" },
          callerNetwork: buildNetwork({ subnet: "10.9.0.0" }),
          calleeNetwork: buildNetwork({
            connectionType: "wifi",
            wifiBand: "5GHz",
            wifiSignalStrengthPercentage: 71,
            subnet: "10.1.0.0",
            basicServiceSetIdentifier: "aa-bb",
            reflexiveIpAddress: "192.0.2.7",
            relayIpAddress: "192.0.2.9",
          }),
        }),
      ],
    });
    const { client, device, network } = participation(phone, laptop);
    assert.deepEqual(client, {
      platform: "macOS",
      productFamily: "teams",
      applicationVersion: "1.2",
      userAgent: "client",
    });
    assert.deepEqual(device, {
      captureDeviceName: "Headset",
      captureDeviceDriver: null,
      renderDeviceName: null,
      renderDeviceDriver: "driver",
      machineName: "MAC-7",
      cpuName: null,
    });
    assert.deepEqual(network, {
      connectionType: "wifi",
      transportProtocol: "udp",
      wifiBand: "5GHz",
      wifiSignalStrengthPercentage: 71,
      basicServiceSetIdentifier: "aa-bb",
      subnet: "10.1.0.0",
      reflexiveIpAddress: "192.0.2.7",
      isRelayed: true,
      relayIpAddress: "192.0.2.9",
      building: null,
    });
  });

  it("is of the earliest of equally long sessions", () => {
    const [first, second] = [0, 100].map((seconds) =>
      buildServiceSession(ADA, {
        start: secondsIn(seconds),
        end: secondsIn(seconds + 60),
        caller: buildParticipantEndpoint(ADA, { platform: seconds === 0 ? "iOS" : "web" }),
      }),
    );
    assert.ok(first && second);
    assert.equal(participation(second, first).client?.platform, "iOS");
  });

  it("is of the main audio line, whatever the order of lines", () => {
    const { device, network } = inLines(
      buildMedia({
        kind: "screenSharing",
        label: "applicationsharing-video",
        callerDevice: { captureDeviceName: "no" },
      }),
      buildMedia({ label: "second-audio", callerDevice: { captureDeviceName: "no" } }),
      buildMedia({
        label: "Main-Audio",
        callerDevice: { captureDeviceName: "Headset" },
        callerNetwork: buildNetwork({ subnet: "10.1.0.0" }),
      }),
    );
    assert.equal(device?.captureDeviceName, "Headset");
    assert.equal(network?.subnet, "10.1.0.0");
    assert.equal(network.isRelayed, false);
  });

  it("is of the next line that says something where the main audio line does not", () => {
    const silent = buildNetwork({ transportProtocol: "unknown", connectionType: "unknown" });
    const { device, network } = inLines(
      buildMedia({ callerNetwork: silent, callerDevice: { sentSignalLevelDb: -20 } }),
      buildMedia({
        kind: "video",
        label: "main-video",
        callerDevice: { captureDeviceName: "Camera" },
        callerNetwork: buildNetwork({ connectionType: "mobile" }),
      }),
    );
    assert.equal(device?.captureDeviceName, "Camera");
    assert.equal(network?.connectionType, "mobile");
  });

  it("is null where nothing was reported, as by browsers", () => {
    const silent = buildNetwork({ transportProtocol: "unknown", connectionType: "unknown" });
    const { client, device, network } = inLines(buildMedia({ callerNetwork: silent }));
    assert.equal(client?.platform, "windows");
    assert.equal(device, null);
    assert.equal(network, null);
    const unseen = participation();
    assert.deepEqual([unseen.client, unseen.device, unseen.network], [null, null, null]);
  });
});
