// Beside the map: the card of what is chosen, the list of what is shown, what has no place.
import { useEffect, useRef, useState } from "preact/hooks";
import { HappeningCard } from "../parts/happening-card";
import { count } from "../words";
import type { Columns } from "./columns";
import { HappeningList } from "./happening-list";
import type { Unplaced } from "./spots";
import { UnplacedList } from "./unplaced-list";

/** Happenings at a spot that the reader pointed at on the map. */
export interface Here {
  words: string;
  rows: number[];
}

const NARROW = "(max-width: 62rem)"; // as in desk.css: the card stands far from the list

interface Props {
  columns: Columns;
  rows: readonly number[];
  unplaced: readonly Unplaced[];
  here: Here | undefined;
  chosen: number | undefined;
  /** The happening in the address; it may be none of the rows. */
  card: string;
  onChoose: (row: number | undefined) => void;
  onLeave: () => void;
}

function Card({ id, left, onClose }: { id: string; left: boolean; onClose: () => void }) {
  const card = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current && matchMedia(NARROW).matches) card.current?.scrollIntoView();
    first.current = false;
  }, [id]);
  return (
    <section class="chosen-card" aria-label="The chosen happening" ref={card}>
      <button type="button" class="bare close no-print" onClick={onClose}>
        Close
      </button>
      {left && <p class="small soft note">The filter leaves this one out of the lists.</p>}
      <HappeningCard id={id} />
    </section>
  );
}

/** What the list is of: the spot that was pointed at, or all that is shown. */
function ListHead({ here, onLeave }: Pick<Props, "here" | "onLeave">) {
  if (!here) return null;
  return (
    <p class="here small">
      <span>{here.words}</span>
      <button type="button" class="bare" onClick={onLeave}>
        All places
      </button>
    </p>
  );
}

export function Side({ columns, rows, unplaced, here, chosen, card, onChoose, onLeave }: Props) {
  const [onlyUnplaced, setOnlyUnplaced] = useState(false);
  const listed = here?.rows ?? rows;
  const shared = { columns, chosen, onChoose };
  return (
    <aside class="side" aria-label="What is told">
      {card && (
        <Card
          id={card}
          left={chosen !== undefined && !rows.includes(chosen)}
          onClose={() => onChoose(undefined)}
        />
      )}
      <section class="side-list" aria-label="Happenings that are shown">
        <div class="side-tabs">
          <button
            type="button"
            class="bare"
            aria-pressed={!onlyUnplaced}
            onClick={() => setOnlyUnplaced(false)}
          >
            Happenings <span class="n">{listed.length.toLocaleString("en-GB")}</span>
          </button>
          <button
            type="button"
            class="bare"
            aria-pressed={onlyUnplaced}
            onClick={() => setOnlyUnplaced(true)}
          >
            Not on the map <span class="n">{unplaced.length.toLocaleString("en-GB")}</span>
          </button>
        </div>
        <ListHead here={here} onLeave={onLeave} />
        {onlyUnplaced ? (
          <UnplacedList {...shared} unplaced={unplaced} />
        ) : (
          <HappeningList {...shared} rows={listed} />
        )}
        <p class="unseen" role="status">
          {count(listed.length, "happening")}
        </p>
      </section>
    </aside>
  );
}
