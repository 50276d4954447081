// Reads a packed topology (see base/pack.mjs).
import type { Topology } from "topojson-specification";

/** A topology whose arcs are numbers in base64. */
export interface Packed extends Omit<Topology, "arcs"> {
  packed: string;
}

/** Reads the numbers of a text in base64 one by one: seven bits a byte, the low ones first. */
function reader(packed: string): () => number {
  const bytes = atob(packed);
  let at = 0;
  return () => {
    let [number, shift] = [0, 0];
    for (;;) {
      const byte = bytes.charCodeAt(at++);
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
      shift += 7;
    }
  };
}

const unfold = (folded: number): number => (folded & 1 ? -(folded + 1) / 2 : folded / 2);

/** The topology as it was before it was packed. */
export function unpack({ packed, ...topology }: Packed): Topology {
  const next = reader(packed);
  const arcs = Array.from({ length: next() }, () =>
    Array.from({ length: next() }, () => [unfold(next()), unfold(next())]),
  );
  return { ...topology, arcs };
}
