// Happenings as bars over the time in which they lie.
import { memo } from "preact/compat";
import type { Columns } from "../map/columns";
import { interval } from "../words";
import { Axis } from "./axis";
import type { Bar, Bars } from "./bars";
import { titleOf } from "../parts/title";

interface Props {
  columns: Columns;
  drawn: Bars;
  from: number;
  to: number;
  width: number;
  chosen: number | undefined;
  onChoose: (row: number) => void;
}

function place({ x, lane, width, openLeft, openRight }: Bar, pitch: number, thick: number) {
  const y = lane * pitch + (pitch - thick) / 2;
  const radius = Math.min(2, width / 2);
  return { x, y, width, height: thick, rx: openLeft || openRight ? 0 : radius };
}

/** A bar's words; in the bar itself where there is room neither before nor behind it. */
function Words({ bar, y }: { bar: Bar; y: number }) {
  const { x, width, published, side, words } = bar;
  const at =
    side === "after"
      ? Math.max(x + width, published ?? 0) + 5
      : side === "before"
        ? Math.min(x, published ?? x) - 5
        : x + 6;
  return (
    <text class={side} x={at} y={y} text-anchor={side === "before" ? "end" : "start"}>
      {words}
    </text>
  );
}

function Drawn({
  bar,
  columns,
  chosen,
  pitch,
  worded,
  onChoose,
}: {
  bar: Bar;
  columns: Columns;
  chosen: boolean;
  pitch: number;
  worded: boolean;
  onChoose: (row: number) => void;
}) {
  const row = columns.rows[bar.row]!;
  const thick = worded ? (bar.side === "within" ? 12 : 8) : 6;
  const at = place(bar, pitch, thick);
  const end = bar.x + bar.width;
  return (
    <g class={`bar ${row.status}${chosen ? " chosen" : ""}`} onClick={() => onChoose(bar.row)}>
      <title>{`${titleOf(row)} (${interval(row.earliest, row.latest)})`}</title>
      {bar.published !== undefined && (
        <>
          <line
            class="thread"
            x1={bar.published < bar.x ? bar.published : end}
            x2={bar.published < bar.x ? bar.x : Math.max(end, bar.published)}
            y1={at.y + thick / 2}
            y2={at.y + thick / 2}
          />
          <line
            class="published"
            x1={bar.published}
            x2={bar.published}
            y1={at.y - 1}
            y2={at.y + thick + 1}
          />
        </>
      )}
      <rect class="span" {...at} />
      {worded && <Words bar={bar} y={(bar.lane + 0.5) * pitch + 4} />}
      <rect class="catch" x={bar.x - 2} y={bar.lane * pitch} width={bar.width + 4} height={pitch} />
    </g>
  );
}

/** The bars of a stretch of time, one lane under the other. */
export const LanesDrawing = memo((props: Props) => {
  const { columns, drawn, from, to, width, chosen, onChoose } = props;
  const pitch = drawn.worded ? 16 : 9;
  const height = Math.max(2, drawn.lanes) * pitch + 6;
  return (
    <svg
      class="time-lanes"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <Axis from={from} to={to} width={width} height={height} worded={false} />
      {drawn.bars.map((bar) => (
        <Drawn
          key={columns.rows[bar.row]!.id}
          {...{ bar, columns, pitch, onChoose }}
          worded={drawn.worded}
          chosen={bar.row === chosen}
        />
      ))}
    </svg>
  );
});
