import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DoctorReport } from "../../src/doctor/report.ts";
import { readRunning, tellRunning } from "../../src/running-simulation.ts";
import { closedPort } from "../support/doctored-service.ts";
import { runCommand, startServiceProcess } from "../support/service-process.ts";
import { until } from "../support/until.ts";

describe("callwise doctor", function () {
  this.timeout(180_000);
  let folder: string;
  let settings: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-doctor-command-"));
    settings = { DATA_DIR: folder, SIMULATOR_PEOPLE: "2" };
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("looks at the tenant of the service that runs in simulated mode, and finds what is wrong there", async () => {
    const service = await startServiceProcess(settings);
    try {
      let stdout = "";
      // A busy machine answers slowly now and then, and the doctor says so.
      await until("it is subscribed, and answers in time", async () => {
        const good = await runCommand(["doctor"], settings);
        ({ stdout } = good);
        return good.code === 0 && !stdout.includes("\nwarning ");
      });
      assert.match(stdout, /^ok {7}Subscription: Graph delivers to PUBLIC_URL until /m);
      assert.match(stdout, /\n15 ok, 0 with a warning, 0 failed, 2 skipped\. Simulated mode: /);

      const running = await readRunning(folder);
      assert.equal(running?.address, service.address);
      await setFault(running?.graphRoot ?? "", running?.caCertificate ?? "", { callRecordPermissionMissing: 1 });
      const { code, stdout: json } = await runCommand(["doctor", "--json"], settings);
      const report = JSON.parse(json) as DoctorReport;
      assert.equal(code, 1);
      assert.equal(report.ok, false);
      assert.deepEqual(
        report.checks.filter(({ state }) => state === "failed").map((check) => check.code),
        ["call_records_permission"],
      );
    } finally {
      assert.equal(await service.end("SIGINT"), 0);
    }
    assert.equal(await readRunning(folder), null);
  });

  it("looks at a tenant of its own when no service runs, also where one died", async () => {
    const address = `http://127.0.0.1:${await closedPort()}`;
    await tellRunning(folder, { address, graphRoot: address.replace("http:", "https:"), caCertificate: "" });
    const { code, stdout, stderr } = await runCommand(["doctor"], settings);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    assert.match(stdout, /^skipped {2}Reachability of the webhook: No service runs on DATA_DIR/m);
    assert.match(stdout, /^ok {7}Permission to read call records: /m);
  });

  it("names every fault of the settings as the start does", async () => {
    const wrong = { ...settings, PORT: "many", LOG_LEVEL: "loud", DATA_DIR: join(folder, "file") };
    await writeFile(wrong.DATA_DIR, "");
    const { code, stdout } = await runCommand(["doctor", "--json"], wrong);
    const { checks } = JSON.parse(stdout) as DoctorReport;
    const start = await runCommand(["serve"], wrong);
    assert.deepEqual([code, start.code], [1, 1]);
    const told = start.stderr.trim().replace("callwise: invalid_configuration: ", "").split("\n  ");
    assert.deepEqual(checks[0]?.items, told);
    assert.deepEqual(
      told.map((fault) => fault.split(" ")[0]),
      ["PORT", "LOG_LEVEL", "DATA_DIR"],
    );
  });
});

/** As an operator does with curl, to see what the doctor says. */
function setFault(graphRoot: string, ca: string, faults: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${graphRoot}/_simulator/faults`, { method: "PUT", ca, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}`))));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(faults));
  });
}
