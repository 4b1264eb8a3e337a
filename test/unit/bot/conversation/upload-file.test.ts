import assert from "node:assert/strict";
import { createUploadFile, uploadUrlFrom } from "../../../../bot/conversation/upload-file.ts";
import { ServiceError } from "../../../../src/service-error.ts";
import { DrivenClock } from "../../../support/driven-clock.ts";

const URL_THERE = new URL("https://contoso-my.sharepoint.com/upload?tempauth=secret");

describe("uploadUrlFrom", () => {
  it("takes addresses of OneDrive for work", () => {
    for (const host of [
      "contoso-my.sharepoint.com",
      "CONTOSO.SharePoint.com",
      "x.sharepoint.us",
      "x.sharepoint-mil.us",
    ]) {
      assert.equal(uploadUrlFrom(`https://${host}/upload?guid=1`)?.protocol, "https:", host);
    }
  });
  it("takes no other", () => {
    for (const address of [
      "",
      "/upload",
      "http://contoso.sharepoint.com/upload",
      "ftp://contoso.sharepoint.com/upload",
      "https://sharepoint.com/upload",
      "https://.sharepoint.com/upload",
      "https://evilsharepoint.com/upload",
      "https://contoso.sharepoint.com.example.com/upload",
      "https://contoso.sharepoint.com:8443/upload",
      "https://person@contoso.sharepoint.com/upload",
      "https://example.com\\@contoso.sharepoint.com/upload",
      "https://example.com/?.sharepoint.com",
      "https://127.0.0.1/upload",
      "https://[::1]/upload",
    ]) {
      assert.equal(uploadUrlFrom(address), null, address);
    }
  });
});

describe("createUploadFile", () => {
  const clock = new DrivenClock();
  const failsWith = (code: string) => (error: unknown) =>
    error instanceof ServiceError && error.code === code && !error.message.includes("secret");

  it("sends the whole file in one request of its size in bytes, and follows no redirect", async () => {
    const sent: { url: string; options: RequestInit | undefined }[] = [];
    await createUploadFile(clock, (url, options) => {
      sent.push({ url: url instanceof URL ? url.href : "", options });
      return Promise.resolve(new Response("{}", { status: 201 }));
    })(URL_THERE, "größer\r\n");
    const [{ url, options } = { url: "", options: undefined }] = sent;
    assert.equal(url, URL_THERE.href);
    assert.deepEqual([options?.method, options?.redirect], ["PUT", "error"]);
    assert.equal(new Headers(options?.headers).get("content-range"), "bytes 0-9/10");
    assert.equal(clock.sleeping, 0);
  });

  it("says whether the file was refused or could not be sent", async () => {
    for (const status of [401, 404, 409, 500]) {
      const upload = createUploadFile(clock, () => Promise.resolve(new Response("secret", { status })));
      await assert.rejects(upload(URL_THERE, "a"), failsWith("upload_refused"));
    }
    const upload = createUploadFile(clock, () => Promise.reject(new TypeError("secret")));
    await assert.rejects(upload(URL_THERE, "a"), failsWith("upload_failed"));
  });

  it("gives up after five seconds", async () => {
    const upload = createUploadFile(
      clock,
      (_url, options) =>
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true }),
        ),
    );
    await clock.run(assert.rejects(upload(URL_THERE, "a"), failsWith("upload_failed")));
  });
});
