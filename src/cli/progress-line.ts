/**
 * A line that is written over in place on a terminal. Elsewhere (a pipe, a log) nothing is shown: a line per step would
 * bury what the command prints.
 */
export function progressLine(stream: NodeJS.WriteStream): { show(text: string): void; end(): void } {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  return {
    show: (text) => void stream.write(`\r\u001b[2K${text}`),
    end: () => void stream.write("\r\u001b[2K"),
  };
}
