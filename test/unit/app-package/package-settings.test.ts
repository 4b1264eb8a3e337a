import assert from "node:assert/strict";
import { readPackageSettings } from "../../../appPackage/source/package-settings.ts";

const BOT_ID = "8d1f2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f";

describe("settings of the app package", () => {
  it("stand for themselves where they are set", () => {
    const { values, assumed } = readPackageSettings({
      BOT_ID,
      PUBLIC_URL: "https://calls.contoso.example:8443/",
      TEAMS_APP_ID: "1F2E3D4C-5B6A-4988-8776-655443322110",
      DEVELOPER_NAME: "Contoso",
      DEVELOPER_URL: "https://contoso.example/calls",
      PRIVACY_URL: "https://contoso.example/privacy",
      TERMS_URL: "https://contoso.example/terms",
      PATH: "/bin",
    });
    assert.deepEqual(values, {
      TEAMS_APP_ID: "1f2e3d4c-5b6a-4988-8776-655443322110",
      BOT_ID,
      BOT_DOMAIN: "calls.contoso.example:8443",
      DEVELOPER_NAME: "Contoso",
      DEVELOPER_URL: "https://contoso.example/calls",
      PRIVACY_URL: "https://contoso.example/privacy",
      TERMS_URL: "https://contoso.example/terms",
    });
    assert.deepEqual(assumed, []);
  });

  it("are told when they are assumed", () => {
    const { values, assumed } = readPackageSettings({ BOT_ID, PUBLIC_URL: "https://calls.contoso.example/" });
    assert.deepEqual(assumed, ["DEVELOPER_URL", "PRIVACY_URL", "TERMS_URL"]);
    assert.equal(values["PRIVACY_URL"], "https://calls.contoso.example");
    assert.equal(values["TEAMS_APP_ID"], BOT_ID);
  });

  it("are all told at once when they are wrong, and never repeated", () => {
    const wrong = {
      PUBLIC_URL: "http://localhost:3978",
      TEAMS_APP_ID: "secret-1",
      DEVELOPER_NAME: "secret-2".repeat(5),
      PRIVACY_URL: "secret-3",
    };
    assert.throws(
      () => readPackageSettings(wrong),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, "invalid_configuration");
        assert.deepEqual(error.message.split("\n"), [
          "BOT_ID is missing: the application id of the bot",
          "PUBLIC_URL must be an https address",
          "TEAMS_APP_ID must be a GUID",
          "DEVELOPER_NAME has more than 32 characters",
          "PRIVACY_URL must be an https address",
        ]);
        return true;
      },
    );
  });
});
