/** One line of a building file: a network and where it is. Fields and their order are those of `BUILDING_COLUMNS`. */
export type Building = {
  networkIp: string;
  networkName: string;
  /** Prefix length: 24 stands for 255.255.255.0. */
  networkRange: number;
  /** Empty where the file names none. */
  buildingName: string;
  ownershipType: string;
  buildingType: string;
  buildingOfficeType: string;
  city: string;
  zipCode: string;
  country: string;
  state: string;
  region: string;
  insideCorp: boolean;
  expressRoute: boolean;
  vpn: boolean;
};

export type BuildingColumn = {
  /** As Microsoft names it. */
  name: string;
  field: keyof Building;
  type: "address" | "range" | "text" | "boolean";
  isRequired: boolean;
  example: string;
};

/**
 * The columns of the Call Quality Dashboard's building data file, in their order, with Microsoft's example row:
 * https://learn.microsoft.com/microsoftteams/cqd-upload-tenant-building-data#upload-building-data-file. Network and
 * building names are called required there, with the note that CQD does not ask for them.
 */
export const BUILDING_COLUMNS: readonly BuildingColumn[] = [
  { name: "NetworkIP", field: "networkIp", type: "address", isRequired: true, example: "192.168.1.0" },
  { name: "NetworkName", field: "networkName", type: "text", isRequired: false, example: "USA/Seattle/SEATTLE-SEA-1" },
  { name: "NetworkRange", field: "networkRange", type: "range", isRequired: true, example: "26" },
  { name: "BuildingName", field: "buildingName", type: "text", isRequired: false, example: "SEATTLE-SEA-1" },
  { name: "OwnershipType", field: "ownershipType", type: "text", isRequired: false, example: "Contoso" },
  { name: "BuildingType", field: "buildingType", type: "text", isRequired: false, example: "IT Termination" },
  { name: "BuildingOfficeType", field: "buildingOfficeType", type: "text", isRequired: false, example: "Engineering" },
  { name: "City", field: "city", type: "text", isRequired: false, example: "Seattle" },
  { name: "ZipCode", field: "zipCode", type: "text", isRequired: false, example: "98001" },
  { name: "Country", field: "country", type: "text", isRequired: false, example: "US" },
  { name: "State", field: "state", type: "text", isRequired: false, example: "WA" },
  { name: "Region", field: "region", type: "text", isRequired: false, example: "MSUS" },
  { name: "InsideCorp", field: "insideCorp", type: "boolean", isRequired: true, example: "1" },
  { name: "ExpressRoute", field: "expressRoute", type: "boolean", isRequired: true, example: "0" },
  { name: "VPN", field: "vpn", type: "boolean", isRequired: false, example: "0" },
];
