// The graph of copies, drawn: an arrow from what was copied to the copy.
import type { CopyRows } from "../types";
import type { Edge, Graph } from "./copygraph";
import "./copymap.css";

const ROW = 26;
const HEAD = 30;
const WIDTH = 900;

interface Props {
  graph: Graph;
  reports: CopyRows["reports"];
  chosen: string | undefined;
  choose: (id: string) => void;
}

/** Shortened, so that names do not run into each other. */
const short = (words: string): string => (words.length > 44 ? `${words.slice(0, 43)}…` : words);

export function CopyMap({ graph, reports, chosen, choose }: Props) {
  const step = (WIDTH - 330) / Math.max(1, graph.days.length - 1);
  const x = (column: number): number => 14 + column * step;
  const y = (row: number): number => HEAD + (row + 0.5) * ROW;
  const path = ({ from, to }: Edge): string => {
    const bow = from.x === to.x ? -12 - 2 * Math.abs(to.y - from.y) : 0;
    const middle = (x(from.x) + x(to.x)) / 2 + bow;
    return `M${x(from.x)} ${y(from.y)}Q${middle} ${(y(from.y) + y(to.y)) / 2} ${x(to.x)} ${y(to.y)}`;
  };
  return (
    <svg
      class="copymap"
      viewBox={`-40 0 ${WIDTH + 40} ${HEAD + graph.rows * ROW + 8}`}
      aria-hidden="true"
    >
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="11" refY="4" markerWidth="7" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {graph.days.map((day, column) => (
        <g key={day}>
          <line
            class="day"
            x1={x(column)}
            x2={x(column)}
            y1={HEAD - 8}
            y2={HEAD + graph.rows * ROW}
          />
          <text class="soft" x={x(column)} y={14}>
            {day || "no date"}
          </text>
        </g>
      ))}
      {graph.edges.map((edge) => (
        <g
          key={edge.copy.id}
          class={edge.copy.id === chosen ? "edge chosen" : "edge"}
          onClick={() => choose(edge.copy.id)}
        >
          <path class="hit" d={path(edge)} />
          <path
            d={path(edge)}
            stroke-width={1 + 3 * Math.max(edge.copy.coverage_left, edge.copy.coverage_right)}
            stroke-dasharray={edge.copy.kind === null ? "3 4" : undefined}
            marker-end={edge.copy.direction === "unknown" ? undefined : "url(#tip)"}
          />
        </g>
      ))}
      {graph.nodes.map((node) => (
        <g key={node.id}>
          <circle cx={x(node.x)} cy={y(node.y)} r="4.5" />
          <text x={x(node.x) + 10} y={y(node.y) + 4}>
            {short(reports[node.id]?.publisher ?? reports[node.id]?.heading ?? node.id)}
          </text>
        </g>
      ))}
    </svg>
  );
}
