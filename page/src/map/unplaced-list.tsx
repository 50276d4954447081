// What is told of places that the map cannot show, with the reasons.
import type { Columns } from "./columns";
import type { Unplaced } from "./spots";
import { titleOf } from "../parts/title";

const MOST = 200;

interface Props {
  columns: Columns;
  unplaced: readonly Unplaced[];
  chosen: number | undefined;
  onChoose: (row: number) => void;
}

export function UnplacedList({ columns, unplaced, chosen, onChoose }: Props) {
  return (
    <>
      <p class="small soft note">
        crossfix gives a place no point where it cannot tell which one is meant. It is not left out:
        it stands here with the reason.
      </p>
      <ol class="happenings">
        {unplaced.slice(0, MOST).map(({ row, name, reason }) => (
          <li key={`${columns.rows[row]!.id} ${name}`}>
            <button
              type="button"
              class="happening"
              aria-current={row === chosen ? "true" : undefined}
              onClick={() => onChoose(row)}
            >
              <span class="line">
                <span class="title" dir="auto">
                  {name || titleOf(columns.rows[row]!)}
                </span>
              </span>
              <span class="line small soft">{reason}</span>
              {name && (
                <span class="line small soft" dir="auto">
                  {titleOf(columns.rows[row]!)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {unplaced.length > MOST && (
        <p class="small soft note">
          and {(unplaced.length - MOST).toLocaleString("en-GB")} more: filter to see them
        </p>
      )}
    </>
  );
}
