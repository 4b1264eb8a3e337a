/** "4 h 31 min", "12 min 5 s" or "4 小时 31 分钟", in seconds. */
export function secondsOf(text = ""): number {
  const number = (unit: string): number =>
    Number((new RegExp(`([\\d,]+) ?(?:${unit})`).exec(text)?.[1] ?? "0").replaceAll(",", ""));
  return number("h|小时") * 3600 + number("min|分") * 60 + number("s(?:\\b|$)|秒");
}
