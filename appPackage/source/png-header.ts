const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Colors of a PNG with an alpha channel: gray and alpha, red green blue and alpha. */
const WITH_ALPHA = [4, 6];

/**
 * Size of a PNG image and whether it has an alpha channel; null when it is none.
 * https://www.w3.org/TR/png-3/#11IHDR
 */
export function pngHeader(image: Uint8Array): { width: number; height: number; hasAlpha: boolean } | null {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  if (bytes.length < 26 || !bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    hasAlpha: WITH_ALPHA.includes(bytes.readUInt8(25)),
  };
}
