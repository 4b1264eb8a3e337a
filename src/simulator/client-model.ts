import type { ModelAgent, ModelDevice, ModelNetwork, ParticipantEndpoint } from "./call-model.ts";
import type { Exposure } from "./causes.ts";
import type { PersonModel } from "./person-model.ts";
import { Random } from "./random.ts";
import type { Cell } from "./office.ts";

/** Where and with what somebody is in one call. */
export type Equipment = {
  agent: ModelAgent;
  machineName: string | null;
  cpuName: string | null;
  cpuCoresCount: number | null;
  cpuProcessorSpeedInMhz: number | null;
  /** null: the client reports neither devices nor networks, as browsers do. */
  device: ModelDevice | null;
  network: ModelNetwork | null;
  exposure: Exposure;
};

const NO_EXPOSURE: Exposure = {
  subnet: null,
  accessPoint: null,
  headset: null,
  relay: null,
  weakComputer: false,
  trunk: null,
};

const RELAY = "198.51.100.200";

export function agentFor(random: Random, platform: string): ModelAgent {
  const version = `1416/1.0.0.20${random.int(24, 26)}${random.int(100, 999)}`;
  const systems: Record<string, string> = {
    windows: "os=windows",
    macOS: "os=mac",
    web: "browser=chrome",
    iOS: "iOS",
    android: "Android",
  };
  const headerValue = `Microsoft Teams/${version} (${systems[platform] ?? platform})`;
  const applicationVersion = random.chance(0.6) ? null : version;
  return { platform, productFamily: "teams", headerValue, applicationVersion };
}

/** A person's equipment: the same place all day, mostly the same computer, a telephone now and then. */
export function equipmentOf(seed: number, person: PersonModel, day: number, random: Random): Equipment {
  const place = new Random(`${seed}/place/${person.index}/${day}`).weighted({
    office: person.tunneled ? 30 : 66,
    home: 32,
    travel: 4,
  });
  const isMobile = place === "travel" || random.chance(0.1);
  const platform = isMobile ? random.pick(["iOS", "android"] as const) : person.platform;
  const agent = agentFor(random, platform);
  if (platform === "web") return { ...withoutTelemetry(agent), exposure: NO_EXPOSURE };
  if (isMobile) return mobileEquipment(random, agent);
  const cell = person.home.wireless[person.floor]?.cells[person.cell];
  const isWired = place === "office" && person.wiredAtDesk;
  const subnet = isWired ? person.home.wired[person.floor] : person.home.wireless[person.floor];
  const isTunneled = place === "home" && person.tunneled;
  const network =
    place === "home"
      ? homeNetwork(random, person, isTunneled)
      : officeNetwork(random, person, subnet?.prefix ?? "10.0.0", isWired ? null : (cell ?? null));
  const computer = computerOf(person);
  return {
    agent,
    ...computer,
    device: deviceOf(random, person),
    network,
    exposure: {
      subnet: place === "office" ? (subnet?.subnet ?? null) : null,
      accessPoint: place === "office" && !isWired ? (cell?.basicServiceSetIdentifier ?? null) : null,
      headset: person.headset,
      relay: isTunneled ? RELAY : null,
      weakComputer: person.weakComputer,
      trunk: null,
    },
  };
}

function computerOf(
  person: PersonModel,
): Pick<Equipment, "machineName" | "cpuName" | "cpuCoresCount" | "cpuProcessorSpeedInMhz"> {
  const { machineName } = person;
  if (person.platform === "macOS") {
    return { machineName, cpuName: "Apple M2 Pro", cpuCoresCount: 10, cpuProcessorSpeedInMhz: null };
  }
  if (person.weakComputer) {
    return { machineName, cpuName: "Intel(R) Celeron(R) N4020", cpuCoresCount: 2, cpuProcessorSpeedInMhz: 1100 };
  }
  return {
    machineName,
    cpuName: "13th Gen Intel(R) Core(TM) i7-1365U",
    cpuCoresCount: 12,
    cpuProcessorSpeedInMhz: 1800,
  };
}

/** Somebody of whom only the client's name is known. */
export function withoutTelemetry(agent: ModelAgent): Equipment {
  const unknown = { machineName: null, cpuName: null, cpuCoresCount: null, cpuProcessorSpeedInMhz: null };
  return { agent, ...unknown, device: null, network: null, exposure: NO_EXPOSURE };
}

function mobileEquipment(random: Random, agent: ModelAgent): Equipment {
  const network: ModelNetwork = {
    ipAddress: random.chance(0.5) ? "" : `100.64.${random.int(0, 255)}.${random.int(2, 250)}`,
    connectionType: random.chance(0.7) ? "mobile" : "wifi",
    networkTransportProtocol: "udp",
    macAddress: "02:00:00:00:00:00",
    linkSpeed: random.pick([0, 4_294_967_295, 100_000_000]),
    relayPort: 0,
    basicServiceSetIdentifier: "",
  };
  const device: ModelDevice = { captureDeviceName: "Microphone", renderDeviceName: "Speakerphone" };
  return { ...withoutTelemetry(agent), device, network };
}

function officeNetwork(random: Random, person: PersonModel, prefix: string, cell: Cell | null): ModelNetwork {
  const common = {
    ipAddress: `${prefix}.${10 + (person.index % 200)}`,
    subnet: `${prefix}.0`,
    reflexiveIPAddress: person.home.publicAddress,
    port: random.int(50_000, 50_059),
    relayPort: random.pick([0, 3478]),
    networkTransportProtocol: "udp",
    dnsSuffix: "corp.fennel.example",
    ...eventRatios(random, 0),
  };
  if (!cell)
    return {
      ...common,
      connectionType: "wired",
      linkSpeed: random.pick([1_000_000_000, 1_000_000_000, 4_294_967_295]),
    };
  const isSlowBand = cell.band === "frequency24GHz";
  return {
    ...common,
    connectionType: "wifi",
    linkSpeed: isSlowBand ? 54_000_000 : 866_700_000,
    wifiBand: cell.band,
    wifiRadioType: isSlowBand
      ? "wifi80211n"
      : random.chance(0.04)
        ? UNKNOWN_RADIO
        : random.pick(["wifi80211ac", "wifi80211ax"]),
    wifiChannel: cell.channel,
    wifiSignalStrength: isSlowBand ? random.int(28, 46) : random.int(62, 97),
    wifiBatteryCharge: random.pick([0, 0, 37, 64, 88]),
    basicServiceSetIdentifier: cell.basicServiceSetIdentifier,
    wifiVendorDriver: "Intel(R) Wi-Fi 6E AX211 160MHz",
    wifiVendorDriverVersion: "Intel:23.110.0.5",
    wifiMicrosoftDriver: "Microsoft Wi-Fi Direct Virtual Adapter",
    wifiMicrosoftDriverVersion: "Microsoft:10.0.22621.1",
  };
}

/** A radio newer than the enumeration: sent by name only to those who ask for unknown members. */
export const UNKNOWN_RADIO = "wifi80211be";

/** Of the addresses that tunnels into the offices end in. */
export const VPN_PREFIX = "172.20.8";

function homeNetwork(random: Random, person: PersonModel, isTunneled: boolean): ModelNetwork {
  const prefix = isTunneled ? VPN_PREFIX : person.homeSubnet.slice(0, -2);
  return {
    ipAddress: random.chance(0.08) ? "" : `${prefix}.${20 + (person.index % 200)}`,
    subnet: `${prefix}.0`,
    reflexiveIPAddress: isTunneled ? person.home.publicAddress : `203.0.113.${100 + (person.index % 100)}`,
    relayIPAddress: isTunneled ? RELAY : "",
    port: random.int(50_000, 50_059),
    relayPort: isTunneled ? 443 : 0,
    connectionType: isTunneled ? "tunnel" : "wifi",
    networkTransportProtocol: isTunneled ? "tcp" : "udp",
    linkSpeed: random.pick([433_000_000, 0, 4_294_967_295]),
    wifiBand: isTunneled ? "unknown" : "frequency50GHz",
    wifiSignalStrength: isTunneled ? null : random.int(50, 99),
    basicServiceSetIdentifier: "",
    ...eventRatios(random, isTunneled ? 0.2 : 0),
  };
}

function eventRatios(random: Random, worse: number): ModelNetwork {
  const ratio = (): number => Number((random.chance(0.7) ? worse : worse + random.between(0, 0.05)).toFixed(4));
  return {
    sentQualityEventRatio: ratio(),
    receivedQualityEventRatio: ratio(),
    delayEventRatio: ratio(),
    bandwidthLowEventRatio: ratio(),
  };
}

function deviceOf(random: Random, person: PersonModel): ModelDevice {
  const isSick = person.headset.driver.startsWith("EPOS");
  return {
    captureDeviceName: `Headset Microphone (${person.headset.name})`,
    captureDeviceDriver: person.headset.driver,
    renderDeviceName: `Headset Earphone (${person.headset.name})`,
    renderDeviceDriver: person.headset.driver,
    sentSignalLevel: -random.int(14, 30),
    receivedSignalLevel: -random.int(14, 30),
    sentNoiseLevel: -random.int(48, 70),
    receivedNoiseLevel: -random.int(48, 70),
    initialSignalLevelRootMeanSquare: Number(random.between(20, 400).toFixed(3)),
    cpuInsufficentEventRatio: person.weakComputer ? Number(random.between(0.15, 0.6).toFixed(4)) : 0,
    captureNotFunctioningEventRatio: 0,
    renderNotFunctioningEventRatio: 0,
    deviceGlitchEventRatio: Number((isSick ? random.between(0.05, 0.3) : random.between(0, 0.01)).toFixed(4)),
    lowSpeechToNoiseEventRatio: random.chance(0.9) ? 0 : 0.12,
    micGlitchRate: Number((isSick ? random.between(20, 90) : random.between(0, 3)).toFixed(3)),
    speakerGlitchRate: Number(random.between(0, 3).toFixed(3)),
    howlingEventCount: random.chance(0.97) ? 0 : 1,
  };
}

/** The participant endpoint of somebody with this equipment. */
export function endpointOf(identity: ParticipantEndpoint["identity"], equipment: Equipment): ParticipantEndpoint {
  const { agent, machineName, cpuName, cpuCoresCount, cpuProcessorSpeedInMhz } = equipment;
  return {
    kind: "participant",
    identity,
    shownName: null,
    agent,
    feedback: null,
    machineName,
    cpuName,
    cpuCoresCount,
    cpuProcessorSpeedInMhz,
  };
}
