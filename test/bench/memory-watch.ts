/** In bytes; of the whole process, its worker threads included, but for `heap`, which is the calling thread's. */
export type MemoryGrowth = { rss: number; heap: number };

export type MemoryWatch = { stop(): MemoryGrowth };

const EVERY_MS = 100;

/**
 * Watches by how much memory grows at most over what is held now. The resident set is sampled, and the kernel's own
 * highest mark counts where it rose meanwhile; the heap is sampled and includes what waits for the garbage collector.
 * Each tells what the other cannot: pages that were freed before are resident still and take growth without being more,
 * and of what is outside the heap only buffers are counted in it. The larger of the two is the least that it grew by.
 * Wants `--expose-gc`: what is garbage already at the beginning is no part of the base.
 */
export function watchMemory(): MemoryWatch {
  globalThis.gc?.();
  const highestBefore = highestResident();
  const base = process.memoryUsage();
  let [rss, heap] = [base.rss, base.heapUsed + base.external];
  const look = (): void => {
    const now = process.memoryUsage();
    rss = Math.max(rss, now.rss);
    heap = Math.max(heap, now.heapUsed + now.external);
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      const highest = highestResident();
      if (highest > highestBefore) rss = Math.max(rss, highest);
      return { rss: rss - base.rss, heap: heap - base.heapUsed - base.external };
    },
  };
}

function highestResident(): number {
  return process.resourceUsage().maxRSS * 1024;
}
