// What a happening is called where there is no room to open what is folded.
import { foldsGraphic } from "../reader/settings";
import type { HappeningRow } from "../types";
import { plain } from "../words";

type Named = Pick<HappeningRow, "heading" | "graphic" | "type" | "spots">;

/** Its heading; where the words of that are to be folded, what and where it was, without them. */
export function titleOf({ heading, graphic, type, spots }: Named): string {
  if (!graphic || !foldsGraphic.value) return heading;
  const where = spots[0] ? `, ${spots[0].name}` : "";
  return `${plain(type)}${where} (folded: ${graphic})`;
}
