// Named features and what each added, the heaviest first.
import { plain } from "../words";
import "./reasons.css";

interface Props {
  reasons: Record<string, number>;
  caption?: string;
}

const signed = (weight: number): string =>
  `${weight > 0 ? "+" : weight < 0 ? "−" : ""}${Math.abs(weight).toFixed(2)}`;

/** A small table of features with their weight in logits: right of the middle speaks for it. */
export function Reasons({ reasons, caption = "What decided, in logits" }: Props) {
  const rows = Object.entries(reasons).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  if (!rows.length) return null;
  const most = Math.max(...rows.map(([, weight]) => Math.abs(weight)), 1e-9);
  return (
    <table class="reasons">
      <caption class="small soft">{caption}</caption>
      <tbody>
        {rows.map(([name, weight]) => (
          <tr key={name}>
            <th scope="row">{plain(name)}</th>
            <td class="number">{signed(weight)}</td>
            <td class="bar" aria-hidden="true">
              <svg viewBox="-50 0 100 8" preserveAspectRatio="none">
                <line x1="0" x2="0" y1="0" y2="8" />
                <rect
                  class={weight < 0 ? "against" : "for"}
                  x={weight < 0 ? (50 * weight) / most : 0}
                  y="1.5"
                  width={(50 * Math.abs(weight)) / most}
                  height="5"
                />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
