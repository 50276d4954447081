// The pairs of reports that share text, as a list: who copied whom, how much, and how that is known.
import type { Copy } from "../types";
import { plain } from "../words";
import "./pairs.css";

const share = (part: number): string => `${Math.round(100 * part)}%`;

const BASIS: Record<string, string> = {
  forward: "it is passed on as a forward",
  credit: "the copy gives credit",
  published: "it was published earlier",
  unknown: "nothing tells who copied whom",
};

interface Props {
  copies: Copy[];
  chosen: string | undefined;
  name: (id: string) => string;
  choose: (id: string) => void;
}

function Pair({ copy, name }: { copy: Copy; name: (id: string) => string }) {
  const how = copy.kind ?? copy.passages[0]?.kind ?? "";
  return (
    <>
      <span class="who">
        <bdi>{name(copy.left)}</bdi>{" "}
        <span class="soft">{copy.direction === "unknown" ? "and" : "was copied by"}</span>{" "}
        <bdi>{name(copy.right)}</bdi>
      </span>
      <span class="small soft">
        {plain(how)}: {share(copy.coverage_left)} of the first, {share(copy.coverage_right)} of the
        second; {BASIS[copy.direction]}
      </span>
    </>
  );
}

/** Each pair is a button that shows its words. */
export function Pairs({ copies, chosen, name, choose }: Props) {
  return (
    <ul class="pairs" aria-label="Who copied whom">
      {copies.map((copy) => (
        <li key={copy.id}>
          <button
            type="button"
            class="bare pair"
            aria-current={copy.id === chosen ? "true" : undefined}
            onClick={() => choose(copy.id)}
          >
            <Pair copy={copy} name={name} />
          </button>
        </li>
      ))}
    </ul>
  );
}
