// The timeline: all happenings by day, the bars of the time that is chosen, the undated.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Columns } from "../map/columns";
import type { Filter, Shown } from "../map/filter";
import { count } from "../words";
import { Axis } from "./axis";
import { barsIn } from "./bars";
import { binned } from "./bins";
import { begins, DAY, dayOf, ends } from "./days";
import { domainOf, type Domain } from "./domain";
import { LanesDrawing } from "./lanes-drawing";
import { Overview } from "./overview";
import "./time.css";

interface Props {
  columns: Columns;
  filter: Filter;
  shown: Shown;
  chosen: number | undefined;
  onChoose: (row: number) => void;
  onFilter: (changes: Partial<Filter>) => void;
}

const LEAST = 260;

/** The width of an element in pixels, as it changes. */
function useWidth() {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!holder.current) return;
    const watch = new ResizeObserver(([entry]) => {
      setWidth(Math.max(LEAST, Math.floor(entry!.contentRect.width)));
    });
    watch.observe(holder.current);
    return () => watch.disconnect();
  }, []);
  return { holder, width };
}

function Undated({ filter, shown, onFilter }: Pick<Props, "filter" | "shown" | "onFilter">) {
  const undated = shown.counts.time.get("undated") ?? 0;
  if (!undated && !filter.undated) return null;
  return (
    <p class="undated small">
      <span>{count(undated, "happening")} undated</span>
      <button
        type="button"
        class="bare"
        aria-pressed={filter.undated}
        onClick={() => onFilter({ undated: !filter.undated, from: "", to: "" })}
      >
        {filter.undated ? "All again" : "Only these"}
      </button>
    </p>
  );
}

function Key({ days }: { days: number }) {
  return (
    <p class="time-key small soft" aria-hidden="true">
      <span class="swatch sure" /> known to {days === 1 ? "the day" : `${days} days`}
      <span class="swatch spread" /> somewhere in a longer stretch
      <span class="swatch published" /> first report published
    </p>
  );
}

interface BeyondProps {
  domain: Domain;
  onFilter: Props["onFilter"];
}

/** What lies before and after the axis, and the way there. */
function Beyond({ domain, onFilter }: BeyondProps) {
  const { from, to, before, after, first, last } = domain;
  const show = (start: number, stop: number) => () =>
    onFilter({ from: dayOf(start), to: dayOf(stop - 1), undated: false });
  return (
    <>
      {before > 0 && (
        <span>
          {before.toLocaleString("en-GB")} before {dayOf(from)}
          <button type="button" class="bare" onClick={show(first, from)}>
            Show <span class="unseen">those before</span>
          </button>
        </span>
      )}
      {after > 0 && (
        <span>
          {after.toLocaleString("en-GB")} after {dayOf(to - DAY)}
          <button type="button" class="bare" onClick={show(to, last)}>
            Show <span class="unseen">those after</span>
          </button>
        </span>
      )}
    </>
  );
}

/** When things happened, as far as it is told. */
export function Timeline({ columns, filter, shown, chosen, onChoose, onFilter }: Props) {
  const { holder, width } = useWidth();
  const every = useMemo(() => columns.rows.map((_, i) => i), [columns]);
  const domain = useMemo(() => domainOf(columns, every), [columns, every]);
  const drawing = useMemo(() => {
    if (!domain || !width) return undefined;
    const from = filter.from ? begins(filter.from) : domain.from;
    const to = filter.to ? ends(filter.to) : domain.to;
    const window = to > from ? { from, to } : { from, to: from + DAY };
    const bins = binned(columns, shown.anyTime, domain);
    return { window, bins, bars: barsIn(columns, shown.rows, window, width, chosen) };
  }, [columns, shown, domain, width, filter.from, filter.to, chosen]);
  const isCut = filter.from !== "" || filter.to !== "";
  return (
    <section class="timeline" aria-labelledby="time-heading">
      <header>
        <h2 id="time-heading">When</h2>
        {drawing && <Key days={drawing.bins.days} />}
        {isCut && (
          <button type="button" class="bare" onClick={() => onFilter({ from: "", to: "" })}>
            All time
          </button>
        )}
      </header>
      <div ref={holder} class="time-room">
        {drawing && domain && (
          <>
            <Overview
              {...{ domain, width }}
              bins={drawing.bins}
              chosen={isCut ? [drawing.window.from, drawing.window.to] : undefined}
              onChoose={(from, to) => onFilter({ from, to, undated: false })}
            />
            {isCut && (
              <svg
                class="time-axis"
                width={width}
                height={15}
                viewBox={`0 0 ${width} 15`}
                aria-hidden="true"
              >
                <Axis {...drawing.window} width={width} height={0} />
              </svg>
            )}
            <div
              class="time-scroll"
              role="group"
              aria-label="Bars, one a happening; the list gives the same choice"
              tabIndex={0}
            >
              <LanesDrawing
                {...{ columns, width, chosen, onChoose }}
                drawn={drawing.bars}
                from={drawing.window.from}
                to={drawing.window.to}
              />
            </div>
          </>
        )}
        {!domain && <p class="soft">No report tells a day.</p>}
      </div>
      <footer class="small soft">
        {drawing && !isCut && <span aria-hidden="true">Drag over the days to choose some</span>}
        {drawing && !drawing.bars.worded && !drawing.bars.more && (
          <span>Bars have their names beside them in a shorter time</span>
        )}
        {drawing && drawing.bars.more > 0 && (
          <span>
            {drawing.bars.bars.length} bars, those with most origins;{" "}
            {drawing.bars.more.toLocaleString("en-GB")} more in a shorter time
          </span>
        )}
        {domain && <Beyond domain={domain} onFilter={onFilter} />}
        <Undated {...{ filter, shown, onFilter }} />
      </footer>
    </section>
  );
}
