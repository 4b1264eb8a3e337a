import assert from "node:assert/strict";
import { readConfig } from "../../../src/config/config.ts";
import { createLog } from "../../../src/log.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { startTracing } from "../../../src/telemetry/tracing.ts";

describe("tracing", () => {
  const log = createLog("silent");

  it("is off unless a collector is named, and where it is turned off", async () => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" };
    assert.equal(await startTracing({}, log), null);
    assert.equal(await startTracing({ OTEL_TRACES_SAMPLER: "always_on" }, log), null);
    assert.equal(await startTracing({ ...collector, OTEL_SDK_DISABLED: "TRUE" }, log), null);
    assert.equal(await startTracing({ ...collector, OTEL_TRACES_EXPORTER: "none" }, log), null);
  });

  it("has its faults told with those of all settings, by name and never by value", () => {
    const environment = {
      PORT: "many",
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317/secret",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    };
    assert.throws(
      () => readConfig(environment, { toServe: true }),
      (error) => {
        assert.ok(error instanceof ServiceError && error.code === "invalid_configuration");
        for (const name of Object.keys(environment)) assert.ok(error.message.includes(name), name);
        assert.ok(!error.message.includes("secret"));
        return true;
      },
    );
  });

  it("does not ask of variables that are not used", () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: "nonsense", OTEL_SDK_DISABLED: "true" };
    assert.equal(readConfig(environment, { toServe: true }).config.port, 3978);
  });
});
