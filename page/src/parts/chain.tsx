// Who says it through whom: from the outermost speaker to the origin.
import { plain } from "../words";
import "./chain.css";

/** One who passes something on: a name, or nothing for one who is not named. */
export interface ChainLink {
  name: string | null;
  kind?: string | undefined;
  here?: boolean;
}

/** The chain as a trail, outermost first; the last one is whose word it is. */
export function Chain({ links }: { links: (ChainLink | string)[] }) {
  const trail = links.map((link) => (typeof link === "string" ? { name: link } : link));
  return (
    <ol class="chain" aria-label="Who says it through whom, the outermost first">
      {trail.map(({ name, kind }: ChainLink, at) => (
        <li key={at} class={at === trail.length - 1 ? "origin" : undefined}>
          <bdi class={name ? undefined : "soft"}>{name ?? "nobody named"}</bdi>
          {kind && <span class="small soft"> {plain(kind)}</span>}
        </li>
      ))}
    </ol>
  );
}
