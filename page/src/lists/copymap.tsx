// The graph of copies, drawn: an arrow from what was copied to the copy.
import { titleWords } from "../parts/report-title";
import type { CopyRows } from "../types";
import type { Edge, Graph } from "./copygraph";
import "./copymap.css";

const ROW = 26;
const HEAD = 30;
const EDGE = 46; // room at the left, into which arcs between reports of one day bow
const STEP = 170; // between two days, at most
const WIDE = 1100;
const LETTER = 7.2;
const LONGEST = 40;
const NODE = 4.5;

interface Props {
  graph: Graph;
  reports: CopyRows["reports"];
  chosen: string | undefined;
  choose: (id: string) => void;
}

/** Shortened, so that names do not run into each other. */
const short = (words: string): string =>
  words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;

/** The head of an arrow, its point at the edge of the circle that it leads to. */
function Tip({ id }: { id: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX={8 + NODE}
      refY="4"
      markerWidth="8"
      markerHeight="8"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0.5 8 4 0 7.5z" />
    </marker>
  );
}

/** Drawn at its own size, however wide the window: its words stay readable, the box scrolls. */
export function CopyMap({ graph, reports, chosen, choose }: Props) {
  const nameOf = (id: string): string => {
    const row = reports[id];
    return short(row?.publisher ?? (row ? titleWords(row.heading, row.heading_graphic) : id));
  };
  const named = LETTER * Math.max(...graph.nodes.map(({ id }) => nameOf(id).length)) + 16;
  const steps = Math.max(1, graph.days.length - 1);
  const step = Math.min(STEP, Math.max(24, (WIDE - EDGE - named) / steps));
  const width = EDGE + (graph.days.length - 1) * step + named;
  const height = HEAD + graph.rows * ROW + 8;
  const x = (column: number): number => EDGE + column * step;
  const y = (row: number): number => HEAD + (row + 0.5) * ROW;
  const path = ({ from, to }: Edge): string => {
    const bow = from.x === to.x ? -Math.min(2 * EDGE - 12, 24 + 10 * Math.abs(to.y - from.y)) : 0;
    const middle = (x(from.x) + x(to.x)) / 2 + bow;
    return `M${x(from.x)} ${y(from.y)}Q${middle} ${(y(from.y) + y(to.y)) / 2} ${x(to.x)} ${y(to.y)}`;
  };
  return (
    <svg
      class="copymap"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <defs>
        <Tip id="tip" />
        <Tip id="tip-chosen" />
      </defs>
      {graph.days.map((day, column) => (
        <g key={day}>
          <line class="day" x1={x(column)} x2={x(column)} y1={HEAD - 8} y2={height - 8} />
          <text class="soft" x={x(column)} y={14}>
            {day || "no date"}
          </text>
        </g>
      ))}
      {graph.edges.map((edge) => {
        const isChosen = edge.copy.id === chosen;
        const tip = isChosen ? "url(#tip-chosen)" : "url(#tip)";
        return (
          <g
            key={edge.copy.id}
            class={isChosen ? "edge chosen" : "edge"}
            onClick={() => choose(edge.copy.id)}
          >
            <path class="hit" d={path(edge)} />
            <path
              d={path(edge)}
              stroke-width={1 + 2 * Math.max(edge.copy.coverage_left, edge.copy.coverage_right)}
              stroke-dasharray={edge.copy.kind === null ? "3 4" : undefined}
              marker-end={edge.copy.direction === "unknown" ? undefined : tip}
            />
          </g>
        );
      })}
      {graph.nodes.map((node) => (
        <g key={node.id}>
          <circle cx={x(node.x)} cy={y(node.y)} r={NODE} />
          <text x={x(node.x) + 10} y={y(node.y) + 4}>
            {nameOf(node.id)}
          </text>
        </g>
      ))}
    </svg>
  );
}
