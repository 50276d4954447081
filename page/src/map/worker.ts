// The worker of the map: its code is in the page, and starts from a blob.
import { setWorkerUrl } from "maplibre-gl";
import code from "worker:maplibre-gl/dist/maplibre-gl-worker.mjs";

let started = false;

/** Tell the map where its worker is; the ending says that it is a plain script. */
export function startWorker(): void {
  if (started) return;
  started = true;
  setWorkerUrl(`${URL.createObjectURL(new Blob([code], { type: "text/javascript" }))}#.cjs`);
}
