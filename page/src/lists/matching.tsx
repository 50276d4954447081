// The passages that two reports share, side by side, with the words that match marked.
import type { ComponentChildren } from "preact";
import type { Copy, Span } from "../types";
import { Folded } from "../parts/folded";
import { plain } from "../words";
import "./matching.css";

type Passage = Copy["passages"][number];

/** A passage in pieces, every second one being words that match; offsets are code points. */
export function pieces(passage: Span, matching: Span[]): string[] {
  const characters = Array.from(passage.text);
  const cut: string[] = [];
  let at = 0;
  for (const span of [...matching].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, span.start - passage.start);
    const until = Math.max(from, Math.min(span.stop - passage.start, characters.length));
    cut.push(characters.slice(at, from).join(""), characters.slice(from, until).join(""));
    at = until;
  }
  return [...cut, characters.slice(at).join("")];
}

function Side({ passage, matching }: { passage: Span; matching: Span[] }) {
  return (
    <blockquote class="quote">
      <Folded words={passage.text}>
        <bdi>
          {pieces(passage, matching).map((piece, at) =>
            at % 2 ? <mark key={at}>{piece}</mark> : piece,
          )}
        </bdi>
      </Folded>
    </blockquote>
  );
}

interface Props {
  copy: Copy;
  /** What the two reports are called. */
  left: ComponentChildren;
  right: ComponentChildren;
}

/** Every passage of a copy; what is quoted by both or printed always is named as that. */
export function Matching({ copy, left, right }: Props) {
  return (
    <table class="matching">
      <caption class="unseen">The words that both reports have</caption>
      <thead>
        <tr>
          <th scope="col">
            <bdi>{left}</bdi>
          </th>
          <th scope="col">
            <bdi>{right}</bdi>
          </th>
        </tr>
      </thead>
      <tbody>
        {copy.passages.map((passage: Passage, at) => (
          <tr key={at}>
            <td>
              <span class="tag">{plain(passage.kind)}</span>
              <Side passage={passage.left} matching={passage.matching.map((m) => m.left)} />
            </td>
            <td>
              <Side passage={passage.right} matching={passage.matching.map((m) => m.right)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
