import type { Formats } from "./format.ts";
import { formatMoney } from "./money.ts";
import type { PhoneMessages } from "./phone-messages.ts";

export function englishPhone(formats: Formats): PhoneMessages {
  return {
    telephone: "Telephone",
    number: "Number",
    ownNumber: "Own number",
    direction: "Direction",
    charge: "Charge",
    sipResult: "SIP result",
    trunk: "Trunk",
    joinedBy: (join) =>
      join === "personAndStart" ? "Found by the time of the call: the telephone log does not name the call." : null,
    directions: { incoming: "Incoming", outgoing: "Outgoing", unknown: "Unknown direction" },
    chargeText: ({ amount, connectionAmount, currency }) => {
      const total = amount + (connectionAmount ?? 0);
      if (total === 0) return "No charge";
      const connection = connectionAmount ? `, of which ${formatMoney(formats, connectionAmount, currency)}` : "";
      return `${formatMoney(formats, total, currency)}${connection && `${connection} for the connection`}`;
    },
    sipText: ({ code, phrase, subReason }) => {
      const result = [code === null ? null : String(code), phrase].filter((part) => part !== null).join(" ");
      if (subReason === null) return result === "" ? null : result;
      return result === "" ? `Sub reason ${subReason}` : `${result} (sub reason ${subReason})`;
    },
  };
}
