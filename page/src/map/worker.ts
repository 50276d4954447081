// The worker of the map: its code is in the page, and starts from a blob.
import { prewarm, setWorkerUrl } from "maplibre-gl";
import code from "worker:maplibre-gl/dist/maplibre-gl-worker.mjs";

let started = false;

/**
 * Start the worker, which lives as long as the page, before the base is unpacked for it; its
 * address ends as that of a plain script does.
 */
export function startWorker(): void {
  if (started) return;
  started = true;
  setWorkerUrl(`${URL.createObjectURL(new Blob([code], { type: "text/javascript" }))}#.cjs`);
  prewarm();
}
