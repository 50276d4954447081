// Calibration: how often what was said with a probability came true, with the bounds of the share.
import type { ForecastRows } from "../types";
import "./calibration.css";

type Bin = ForecastRows["scorecard"]["bins"][number];

const SIZE = 240;
const EDGE = 34;
const at = (share: number): number => EDGE + share * (SIZE - EDGE - 8);
const up = (share: number): number => SIZE - at(share);
const percent = (share: number): string => `${Math.round(100 * share)}%`;

function Point({ bin }: { bin: Bin }) {
  const { said, share } = bin;
  if (said === null || share.came_true === null) return null;
  return (
    <g class="point">
      <title>
        {`${bin.words}: said ${percent(said)}, came true ${percent(share.came_true)} of ${share.n}`}
      </title>
      <line x1={at(said)} x2={at(said)} y1={up(share.low ?? 0)} y2={up(share.high ?? 1)} />
      <circle cx={at(said)} cy={up(share.came_true)} r={3 + Math.min(6, Math.sqrt(share.n))} />
    </g>
  );
}

/** The plot, and the same as a table. */
export function Calibration({ bins }: { bins: Bin[] }) {
  const filled = bins.filter((bin) => bin.share.n > 0);
  if (!filled.length) {
    return <p class="soft">None with a probability was resolved yet: there is nothing to plot.</p>;
  }
  return (
    <figure class="calibration">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label="Said against came true">
        <line class="even" x1={at(0)} y1={up(0)} x2={at(1)} y2={up(1)} />
        <path class="axes" d={`M${at(0)} ${up(1)}V${up(0)}H${at(1)}`} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <text x={at(share)} y={SIZE - EDGE + 14} text-anchor="middle">
              {percent(share)}
            </text>
            <text x={EDGE - 5} y={up(share) + 4} text-anchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        <text x={at(0.5)} y={SIZE - 4} text-anchor="middle">
          said
        </text>
        {filled.map((bin) => (
          <Point key={bin.words} bin={bin} />
        ))}
      </svg>
      <table class="small">
        <caption class="unseen">How often what was said came true</caption>
        <thead>
          <tr>
            <th scope="col">Said</th>
            <th scope="col" class="number">
              Came true
            </th>
            <th scope="col" class="number">
              Of
            </th>
          </tr>
        </thead>
        <tbody>
          {filled.map(({ words, share }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td class="number">{share.came_true === null ? "–" : percent(share.came_true)}</td>
              <td class="number">{share.n}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
