import { VPN_PREFIX } from "./client-model.ts";
import type { Site, Subnet } from "./office.ts";

const PREFIX_LENGTH = 24;

/**
 * The tenant's building data file, as its network's owners would write it for the Call Quality Dashboard: every
 * office's subnets, and the one that tunnels end in. Homes are in no building.
 */
export function buildingFile(sites: readonly Site[]): string {
  const lines = sites.flatMap((site) => [
    ...site.wired.map((subnet, floor) => line(site, subnet, `wired/floor ${floor + 1}`)),
    ...site.wireless.map((subnet, floor) => line(site, subnet, `wireless/floor ${floor + 1}`)),
  ]);
  const vpn = [`${VPN_PREFIX}.0`, "VPN", PREFIX_LENGTH, "VPN", "", "", "", "", "", "", "", "", 1, 0, 1].join(",");
  return [...lines, vpn].map((text) => `${text}\r\n`).join("");
}

function line({ name, timeZone }: Site, { subnet }: Subnet, network: string): string {
  const [region = ""] = timeZone.split("/");
  return [subnet, `${name}/${network}`, PREFIX_LENGTH, name, "", "Office", "", name, "", "", "", region, 1, 0, 0].join(
    ",",
  );
}
