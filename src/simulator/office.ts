import { Random } from "./random.ts";

export type Cell = { basicServiceSetIdentifier: string; band: "frequency24GHz" | "frequency50GHz"; channel: number };
export type Subnet = { subnet: string; prefix: string; cells: readonly Cell[] };
export type Site = {
  name: string;
  timeZone: string;
  publicAddress: string;
  numberPrefix: string;
  wired: readonly Subnet[];
  wireless: readonly Subnet[];
};
export type Headset = { name: string; driver: string };
export type Trunk = { name: string; address: string };

const PLACES = [
  { name: "Berlin", timeZone: "Europe/Berlin", weight: 7, numberPrefix: "+4930" },
  { name: "London", timeZone: "Europe/London", weight: 4, numberPrefix: "+4420" },
  { name: "New York", timeZone: "America/New_York", weight: 4, numberPrefix: "+1212" },
  { name: "Shanghai", timeZone: "Asia/Shanghai", weight: 3, numberPrefix: "+8621" },
  { name: "Sydney", timeZone: "Australia/Sydney", weight: 2, numberPrefix: "+612" },
] as const;

/** Which site each of twenty consecutive people works at. */
export const SITE_ORDER: readonly number[] = PLACES.flatMap((place, index) => Array<number>(place.weight).fill(index));

export const HEADSETS: readonly Headset[] = [
  { name: "Jabra Evolve2 65", driver: "Jabra: 2.14.7.0" },
  { name: "Poly Voyager Focus 2", driver: "Poly: 3.22.1.0" },
  { name: "Realtek(R) Audio", driver: "Realtek: 6.0.9514.1" },
  { name: "EPOS ADAPT 660", driver: "EPOS: 1.8.3.2" },
  { name: "Logi Zone Wired", driver: "Logitech: 1.2.10.0" },
  { name: "MacBook Pro Microphone", driver: "" },
];

export const TRUNKS: readonly Trunk[] = [
  { name: "sbc-berlin-01.fennel.example", address: "203.0.113.21" },
  { name: "sbc-london-01.fennel.example", address: "203.0.113.37" },
  { name: "sbc-newyork-01.fennel.example", address: "203.0.113.53" },
];

function macAddress(random: Random): string {
  return (random.hex(12).toUpperCase().match(/../g) ?? []).join(":");
}

/** The offices: their subnets and Wi-Fi cells. */
export function createSites(seed: number): Site[] {
  return PLACES.map((place, index) => {
    const random = new Random(`${seed}/site/${place.name}`);
    const octet = 11 + index;
    const wireless = [1, 2, 3].map((floor) => ({
      subnet: `10.${octet}.${100 + floor}.0`,
      prefix: `10.${octet}.${100 + floor}`,
      cells: [0, 1, 2, 3].map((cell) => ({
        basicServiceSetIdentifier: macAddress(random),
        band: cell === 0 ? ("frequency24GHz" as const) : ("frequency50GHz" as const),
        channel: cell === 0 ? 6 : 36 + cell * 4,
      })),
    }));
    const wired = [1, 2, 3].map((floor) => ({
      subnet: `10.${octet}.${floor}.0`,
      prefix: `10.${octet}.${floor}`,
      cells: [],
    }));
    const { name, timeZone, numberPrefix } = place;
    return { name, timeZone, numberPrefix, publicAddress: `198.51.100.${10 + index}`, wired, wireless };
  });
}
