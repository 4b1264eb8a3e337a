import { useSyncExternalStore } from "react";

/** Whether the service answers: told by every request, and by the browser when it knows that there is no network. */
export type ConnectionState = {
  reached: () => void;
  failed: () => void;
  isOffline: () => boolean;
  subscribe: (onChange: () => void) => () => void;
};

export function createConnectionState(): ConnectionState {
  const listeners = new Set<() => void>();
  let hasFailed = false;
  const set = (failed: boolean): void => {
    if (failed === hasFailed) return;
    hasFailed = failed;
    for (const listener of listeners) listener();
  };
  return {
    reached: () => set(false),
    failed: () => set(true),
    isOffline: () => hasFailed || !navigator.onLine,
    subscribe(onChange) {
      listeners.add(onChange);
      window.addEventListener("online", onChange);
      window.addEventListener("offline", onChange);
      return () => {
        listeners.delete(onChange);
        window.removeEventListener("online", onChange);
        window.removeEventListener("offline", onChange);
      };
    },
  };
}

/** Whether the service cannot be reached now. */
export function useIsOffline(state: ConnectionState): boolean {
  return useSyncExternalStore(state.subscribe, state.isOffline);
}
