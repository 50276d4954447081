// The map with its buttons, and what it says beside itself.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { dark } from "../theme";
import type { FireRow } from "../types";
import { count } from "../words";
import { Chart } from "./chart";
import type { Columns } from "./columns";
import { FireSheet } from "./fire-sheet";
import type { Area } from "./spots";
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";

interface Props {
  columns: Columns;
  areas: readonly Area[];
  /** Rows that are shown, by area. */
  live: number[][];
  chosen: number | undefined;
  fires: readonly FireRow[];
  onAreas: (areas: number[]) => void;
  onChoose: (id: string) => void;
}

const LATER = 60; // milliseconds

const nameOf = ({ name, radiusKm }: Area): string =>
  `${name} ± ${radiusKm < 1 ? radiusKm.toFixed(1) : Math.round(radiusKm)} km`;

function words(areas: readonly Area[], live: readonly number[][], some: number[]): string {
  if (!some.length) return "";
  const rows = new Set(some.flatMap((i) => live[i]!));
  const names = some.slice(0, 3).map((i) => nameOf(areas[i]!));
  const more = some.length > 3 ? ` and ${some.length - 3} more places` : "";
  return `${names.join(", ")}${more}: ${count(rows.size, "happening")}`;
}

/** The map in a box: made once, then told what to show. */
function useChart(props: Props, onHover: (areas: number[]) => void, onFire: (i: number) => void) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [failed, setFailed] = useState("");
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    // After the list and the timeline stand there: the base takes a moment to unpack.
    const start = setTimeout(() => {
      const { areas, live } = latest.current;
      const onAreas = (some: number[]) => latest.current.onAreas(some);
      try {
        const told = { onAreas, onHover, onFire, onDrawn: () => setDrawn(true) };
        chart.current = new Chart(box.current!, areas, live, dark.peek(), told);
        chart.current.choose(chosenAreas(latest.current), true);
        chart.current.setFires(latest.current.fires);
      } catch (error) {
        setFailed((error as Error).message);
      }
    }, LATER);
    return () => {
      clearTimeout(start);
      chart.current?.remove();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.show(props.areas, props.live), [props.live]);
  useEffect(() => chart.current?.choose(chosenAreas(props), true), [props.chosen, props.areas]);
  useEffect(() => chart.current?.setFires(props.fires), [props.fires]);
  useEffect(() => chart.current?.setDark(dark.value), [dark.value]);
  return { box, chart, failed, drawn };
}

function chosenAreas({ areas, chosen }: Props): number[] {
  if (chosen === undefined) return [];
  return areas.flatMap(({ rows }, i) => (rows.includes(chosen) ? [i] : []));
}

/** Where things happened, as far as it is told and no nearer. */
export function MapPane(props: Props) {
  const [hovered, setHovered] = useState<number[]>([]);
  const [fire, setFire] = useState<number | undefined>();
  const { box, chart, failed, drawn } = useChart(props, setHovered, setFire);
  const { areas, live, fires } = props;
  const told = useMemo(() => words(areas, live, hovered), [areas, live, hovered]);
  const seen = fire === undefined ? undefined : fires[fire];
  if (failed) {
    return (
      <div class="map-pane notice">
        <p>This browser cannot draw the map: {failed}</p>
        <p>The timeline and the list show the same happenings.</p>
      </div>
    );
  }
  return (
    <div class="map-pane">
      <div class="map-box" ref={box} />
      <div class="map-buttons no-print">
        <button type="button" aria-label="Nearer" onClick={() => chart.current?.zoom(1)}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => chart.current?.zoom(-1)}>
          −
        </button>
        <button type="button" onClick={() => chart.current?.fit()} title="All that is shown">
          All
        </button>
      </div>
      <p class="map-told small" hidden={drawn && !told} role={drawn ? undefined : "status"}>
        {drawn ? told : "Drawing the map …"}
      </p>
      {seen && (
        <FireSheet fire={seen} onClose={() => setFire(undefined)} onChoose={props.onChoose} />
      )}
    </div>
  );
}
