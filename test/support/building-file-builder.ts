import type { Building } from "../../src/calls/building.ts";

/** Harbor, a wired network of 256 addresses inside the company. */
export function buildBuilding(over: Partial<Building> = {}): Building {
  return {
    networkIp: "10.1.1.0",
    networkName: "DE/Berlin/Harbor-1",
    networkRange: 24,
    buildingName: "Harbor",
    ownershipType: "",
    buildingType: "",
    buildingOfficeType: "",
    city: "Berlin",
    zipCode: "10115",
    country: "DE",
    state: "BE",
    region: "EMEA",
    insideCorp: true,
    expressRoute: false,
    vpn: false,
    ...over,
  };
}

/** A line of a building file as somebody may have typed it; `over` gives cells by their place, from 0. */
export function buildingLine(over: Record<number, string> = {}, delimiter = ","): string {
  const cells = "10.1.1.0,Net,24,Harbor,,,,Berlin,10115,DE,BE,EMEA,1,0,0".split(",");
  return cells.map((cell, index) => over[index] ?? cell).join(delimiter);
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
