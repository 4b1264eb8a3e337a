import type { ApiFile } from "./api-client.ts";

/** Lets the browser save a file that was fetched with the person's token, which a plain link could not carry. */
export function saveFile({ name, content }: ApiFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the next task; until then the address must live.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
