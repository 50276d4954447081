// All happenings by day, whatever time is chosen: drag over it to choose one.
import { useRef, useState } from "preact/hooks";
import type { Bins } from "./bins";
import { Axis } from "./axis";
import { DAY, dayOf, floorDay } from "./days";
import type { Domain } from "./domain";

const HEIGHT = 46;

interface Props {
  bins: Bins;
  domain: Domain;
  width: number;
  /** Days that are chosen, from the beginning of one to the end of another. */
  chosen: [number, number] | undefined;
  onChoose: (from: string, to: string) => void;
}

/** Whole days between two places on the axis. */
function days(domain: Domain, width: number, one: number, other: number): [number, number] {
  const at = (x: number) => {
    const share = Math.max(0, Math.min(1, x / width));
    return domain.from + share * (domain.to - domain.from);
  };
  const [left, right] = [Math.min(one, other), Math.max(one, other)];
  return [floorDay(at(left)), Math.max(floorDay(at(left)), floorDay(at(right) - 1)) + DAY];
}

function Columns({ bins, domain, width }: Pick<Props, "bins" | "domain" | "width">) {
  const wide = (bins.days * DAY * width) / (domain.to - domain.from);
  const scale = HEIGHT / Math.max(1, bins.most);
  const path = (from: (i: number) => number, to: (i: number) => number) =>
    Array.from(bins.sure, (_, i) => {
      const [low, high] = [from(i) * scale, to(i) * scale];
      if (high - low < 0.05) return "";
      const gap = wide > 4 ? 1 : 0;
      return `M${i * wide},${HEIGHT - low}v${low - high}h${Math.max(0.6, wide - gap)}v${high - low}z`;
    }).join("");
  const sure = (i: number) => bins.sure[i]!;
  const all = (i: number) => bins.sure[i]! + bins.spread[i]!;
  return (
    <>
      <path class="spread" d={path(sure, all)} />
      <path class="sure" d={path(() => 0, sure)} />
    </>
  );
}

export function Overview({ bins, domain, width, chosen, onChoose }: Props) {
  const begun = useRef<number | undefined>(undefined);
  const [draft, setDraft] = useState<[number, number] | undefined>();
  const at = (event: PointerEvent) =>
    event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
  const start = (event: PointerEvent) => {
    if (event.button) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    begun.current = at(event);
  };
  const move = (event: PointerEvent) => {
    if (begun.current === undefined) return;
    setDraft(days(domain, width, begun.current, at(event)));
  };
  const end = (event: PointerEvent) => {
    if (begun.current === undefined) return;
    const [from, to] = days(domain, width, begun.current, at(event));
    const isClick = Math.abs(at(event) - begun.current) < 4;
    begun.current = undefined;
    setDraft(undefined);
    if (isClick && chosen) onChoose("", "");
    else if (!isClick) onChoose(dayOf(from), dayOf(to - DAY));
  };
  const [from, to] = draft ?? chosen ?? [NaN, NaN];
  const x = (moment: number) => ((moment - domain.from) * width) / (domain.to - domain.from);
  const [left, right] = [Math.max(0, x(from)), Math.min(width, x(to))];
  return (
    <svg
      class="time-overview"
      width={width}
      height={HEIGHT + 15}
      viewBox={`0 0 ${width} ${HEIGHT + 15}`}
      aria-hidden="true"
    >
      <Columns bins={bins} domain={domain} width={width} />
      <Axis from={domain.from} to={domain.to} width={width} height={HEIGHT} />
      {right > left && (
        <g class="brush">
          <rect class="out" x={0} y={0} width={left} height={HEIGHT} />
          <rect class="out" x={right} y={0} width={Math.max(0, width - right)} height={HEIGHT} />
          <rect class="in" x={left} y={0.5} width={Math.max(2, right - left)} height={HEIGHT - 1} />
        </g>
      )}
      <rect
        class="catch"
        width={width}
        height={HEIGHT}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
      />
    </svg>
  );
}
