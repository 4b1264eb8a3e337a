/** The application that reads Graph in the simulated tenant. */
export const SIMULATED_CLIENT_ID = "b1e0a7d4-93c2-4f58-8a6d-2f4c7e9d1a35";
export const SIMULATED_CLIENT_SECRET = "simulated-client-secret";
/** The application of a bot; the service's own needs none in simulated mode, where the local client asks for no sign-in. */
export const SIMULATED_BOT_ID = "5b0d7f7e-1c1b-4e0e-9a53-8a0f3c6d2e71";
export const SIMULATED_BOT_SECRET = "simulated-bot-secret";
