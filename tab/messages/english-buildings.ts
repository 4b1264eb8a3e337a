import type { Formats } from "../../bot/messages/format.ts";
import { buildingFindingText } from "../../src/calls/building-finding.ts";
import type { BuildingsMessages } from "./buildings-messages.ts";

export const englishBuildings: (formats: Formats) => BuildingsMessages = ({ count }) => {
  const plural = (number: number, one: string, many: string): string => `${count(number)} ${number === 1 ? one : many}`;
  return {
    upload: {
      title: "Upload a building file",
      replaceTitle: "Replace the building file",
      explanation: [
        "The building data file of Microsoft's Call Quality Dashboard tells Callwise which building a subnet is in. Calls are then compared by building.",
        "A .csv or .tsv file in UTF-8 without a header row, one network a line, 15 columns (VPN may be left out), no networks that overlap. One wrong line, and nothing is stored.",
      ],
      drop: "Drop a .csv or .tsv file here, or",
      choose: "Choose a file…",
      checking: (file) => `${file} is being checked and stored…`,
      taken: (networks, buildings) =>
        `In use now: ${plural(networks, "network", "networks")} in ${plural(buildings, "building", "buildings")}.`,
      tooLarge: "The file is larger than 20 MB.",
      sample: "Save the simulated tenant's building file, to try it",
    },
    columns: {
      title: "The 15 columns, in this order",
      column: "Column",
      holds: "What stands there",
      example: "Example",
      required: "Required",
      yes: "Yes",
      no: "No",
      of: {
        networkIp: "Address of the network, IPv4 or IPv6",
        networkName: "Name of the network",
        networkRange: "Prefix length: 8 to 32, to 128 for IPv6",
        buildingName: "Name of the building; this is what calls are compared by",
        ownershipType: "Who owns it",
        buildingType: "Kind of building",
        buildingOfficeType: "Kind of office",
        city: "City",
        zipCode: "Postal code",
        country: "Country or region",
        state: "State or province",
        region: "Region of the world",
        insideCorp: "1 inside the company's network, else 0",
        expressRoute: "1 with Azure ExpressRoute, else 0",
        vpn: "1 for a network of VPN addresses, else 0",
      },
    },
    findings: {
      refused: (file, number) => `Nothing of ${file} was stored: ${plural(number, "fault", "faults")}.`,
      shown: (shown, number) => `The first ${count(shown)} of ${count(number)}.`,
      title: "What is wrong",
      line: "Line",
      column: "Column",
      what: "What is wrong",
      wholeLine: "Whole line",
      sentence: buildingFindingText,
    },
    inUse: {
      title: "In use",
      at: "Uploaded",
      by: "By",
      unknownPerson: "Somebody whose name is not known",
      networks: "Networks",
      buildings: "Buildings",
      earlierCalls: "Earlier calls",
      counting: "Earlier calls are brought to these buildings…",
      looked: (looked, total) => `${count(looked)} of ${count(total)} looked at`,
      done: (changed) => `All done; ${plural(changed, "entry", "entries")} changed`,
    },
    none: {
      title: "There is no building file",
      text: "Until there is one, places are told by their subnets, and by public addresses that many people share.",
    },
    rows: {
      title: "Networks",
      network: "Network",
      networkName: "Name",
      building: "Building",
      city: "City",
      country: "Country",
      kind: "Marked as",
      insideCorp: "Inside",
      expressRoute: "ExpressRoute",
      vpn: "VPN",
      shown: (shown, total) => `${count(shown)} of ${plural(total, "network", "networks")}`,
      more: "Show more",
    },
    download: "Save as file",
    remove: {
      button: "Remove…",
      title: "Remove the building file?",
      text: "All calls, earlier ones too, are then in no building. Save the file first if you have it nowhere else.",
      confirm: "Remove",
      cancel: "Cancel",
      failed: "It was not removed. Try again.",
    },
  };
};
