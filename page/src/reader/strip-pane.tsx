// Beside a long report: where its marks lie, what is chosen, and what part of it is in sight.
import { memo } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import type { MarkKind } from "./marks";
import { beginning, type Report } from "./report";
import { LISTED, shownKinds } from "./settings";
import { ticksOf } from "./strip";
import "./strip.css";

const LONG = 4000; // characters; a shorter report is overlooked without it
const LANE = 4;
const HEIGHT = 1000;

/** What part of an element is in sight (0 to 1), and how much of it. */
function sight(room: Element): [number, number] {
  const { top, height } = room.getBoundingClientRect();
  const from = Math.max(0, -top / height);
  return [from, Math.min(1, (innerHeight - top) / height) - from];
}

/** The frame round what is in sight follows the window, without drawing anything else. */
function useSight(frame: { current: SVGRectElement | null }): void {
  useEffect(() => {
    const follow = () => {
      const room = document.querySelector(".text");
      if (!room || !frame.current) return;
      const [from, much] = sight(room);
      frame.current.setAttribute("y", String(HEIGHT * from));
      frame.current.setAttribute("height", String(HEIGHT * Math.max(0, much)));
    };
    follow();
    addEventListener("scroll", follow, { passive: true });
    addEventListener("resize", follow);
    return () => {
      removeEventListener("scroll", follow);
      removeEventListener("resize", follow);
    };
  }, []);
}

const shownIn = (): MarkKind[] => LISTED.filter((kind) => shownKinds.value.has(kind));

function go(event: MouseEvent): void {
  const { top, height } = (event.currentTarget as Element).getBoundingClientRect();
  const room = document.querySelector(".text")?.getBoundingClientRect();
  if (!room) return;
  const share = (event.clientY - top) / height;
  scrollTo({ top: scrollY + room.top + share * room.height - innerHeight / 2 });
}

/** The marks of the kinds that are shown: drawn once, whatever is chosen. */
const Ticks = memo(({ report, wide }: { report: Report; wide: number }) => {
  const kinds = shownIn();
  return (
    <>
      {ticksOf(report.entries, kinds, report.offsets.length).map(({ lane, kind, at }) => (
        <rect
          key={`${lane} ${at}`}
          class={`tick-${kind}`}
          x={(lane * wide) / kinds.length + 0.5}
          y={HEIGHT * at}
          width={LANE - 1}
          height={2}
        />
      ))}
    </>
  );
});

function Here({ report, wide }: { report: Report; wide: number }) {
  const at = beginning(report, report.chosen.value);
  if (at === undefined) return null;
  const y = HEIGHT * (at / report.offsets.length) - 1.5;
  return <rect class="here" width={wide} y={y} height={4} />;
}

/** For the pointer only: the keys and the legend lead through the marks. */
export const Strip = memo(({ report }: { report: Report }) => {
  const frame = useRef<SVGRectElement>(null);
  useSight(frame);
  if (report.offsets.length < LONG) return null;
  const wide = LANE * Math.max(1, shownIn().length);
  return (
    <svg
      class="strip no-print"
      viewBox={`0 0 ${wide} ${HEIGHT}`}
      preserveAspectRatio="none"
      width={wide * 1.5}
      aria-hidden="true"
      onClick={go}
    >
      <rect class="all" width={wide} height={HEIGHT} />
      <rect class="sight" width={wide} height={0} ref={frame} />
      <Ticks report={report} wide={wide} />
      <Here report={report} wide={wide} />
    </svg>
  );
});
