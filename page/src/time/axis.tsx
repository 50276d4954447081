// The axis of time under a drawing.
import { ticks } from "./ticks";

interface Props {
  from: number;
  to: number;
  width: number;
  /** Lines go from here up through the drawing. */
  height: number;
  /** Whether words stand at the lines. */
  worded?: boolean;
}

export function Axis({ from, to, width, height, worded = true }: Props) {
  const scale = width / (to - from);
  return (
    <g class="axis">
      {ticks(from, to, width / 95).map(({ at, words, chief }) => {
        const x = (at - from) * scale;
        return (
          <g key={at} transform={`translate(${x},0)`} class={chief ? "chief" : undefined}>
            <line y1={0} y2={height} />
            {worded && x < width - 30 && (
              <text x={3} y={height + 11}>
                {words}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
