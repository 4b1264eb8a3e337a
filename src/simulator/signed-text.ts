import { createHmac, timingSafeEqual } from "node:crypto";

/** Opaque texts that only this tenant can have issued: tokens and skip tokens. */
export class SignedText {
  private readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  sign(text: string): string {
    return createHmac("sha256", this.key).update(text).digest("base64url");
  }

  isSigned(text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  seal(value: unknown): string {
    const text = Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${text}.${this.sign(text)}`;
  }

  /** The sealed value; null when it was tampered with. */
  open(sealed: string): unknown {
    const [text = "", signature = ""] = sealed.split(".");
    if (!this.isSigned(text, signature)) return null;
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown;
  }
}
