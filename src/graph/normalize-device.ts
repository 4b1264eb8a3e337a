import type { Device } from "../calls/call-record.ts";
import { count, looseObject, magnitude, number, present, text } from "./loose-schema.ts";

const deviceSchema = looseObject({
  captureDeviceName: text,
  captureDeviceDriver: text,
  renderDeviceName: text,
  renderDeviceDriver: text,
  sentSignalLevel: number,
  receivedSignalLevel: number,
  sentNoiseLevel: number,
  receivedNoiseLevel: number,
  initialSignalLevelRootMeanSquare: number,
  // Graph's spelling; the right one is read too, should it ever be corrected.
  cpuInsufficentEventRatio: magnitude,
  cpuInsufficientEventRatio: magnitude,
  renderNotFunctioningEventRatio: magnitude,
  captureNotFunctioningEventRatio: magnitude,
  deviceGlitchEventRatio: magnitude,
  lowSpeechToNoiseEventRatio: magnitude,
  lowSpeechLevelEventRatio: magnitude,
  deviceClippingEventRatio: magnitude,
  renderZeroVolumeEventRatio: magnitude,
  renderMuteEventRatio: magnitude,
  howlingEventCount: count,
  micGlitchRate: magnitude,
  speakerGlitchRate: magnitude,
});

/** One side's deviceInfo of a media line. Browsers send none of it. */
export function normalizeDevice(value: unknown): Device {
  const device = deviceSchema.parse(value);
  return present({
    captureDeviceName: device.captureDeviceName,
    captureDeviceDriver: device.captureDeviceDriver,
    renderDeviceName: device.renderDeviceName,
    renderDeviceDriver: device.renderDeviceDriver,
    sentSignalLevelDb: device.sentSignalLevel,
    receivedSignalLevelDb: device.receivedSignalLevel,
    sentNoiseLevelDb: device.sentNoiseLevel,
    receivedNoiseLevelDb: device.receivedNoiseLevel,
    initialSignalLevelRootMeanSquare: device.initialSignalLevelRootMeanSquare,
    cpuInsufficientEventRatio: device.cpuInsufficentEventRatio ?? device.cpuInsufficientEventRatio,
    renderNotFunctioningEventRatio: device.renderNotFunctioningEventRatio,
    captureNotFunctioningEventRatio: device.captureNotFunctioningEventRatio,
    deviceGlitchEventRatio: device.deviceGlitchEventRatio,
    lowSpeechToNoiseEventRatio: device.lowSpeechToNoiseEventRatio,
    lowSpeechLevelEventRatio: device.lowSpeechLevelEventRatio,
    deviceClippingEventRatio: device.deviceClippingEventRatio,
    renderZeroVolumeEventRatio: device.renderZeroVolumeEventRatio,
    renderMuteEventRatio: device.renderMuteEventRatio,
    howlingEventCount: device.howlingEventCount,
    micGlitchesPerFiveMinutes: device.micGlitchRate,
    speakerGlitchesPerFiveMinutes: device.speakerGlitchRate,
  });
}
