/** Where the service serves the tab; Vite's `base` and the manifest's contentUrl say the same. */
export const BASE = "/tab";
