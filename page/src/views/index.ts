// The views of the page: their names in the address, in the head, and what draws them.
import type { FunctionComponent } from "preact";
import { Changes } from "./changes";
import { Claims } from "./claims";
import { Conflicts } from "./conflicts";
import { Export } from "./export";
import { Forecasts } from "./forecasts";
import { Gaps } from "./gaps";
import { Happening } from "./happening";
import { Import } from "./import";
import { MapView } from "./map";
import { Origins } from "./origins";
import { Reader } from "./reader";
import { Reports } from "./reports";
import { Search } from "./search";
import { Sources } from "./sources";

/** A view: what the head of the page calls it (nothing for one that is reached otherwise). */
export interface View {
  name: string;
  title?: string;
  component: FunctionComponent;
}

export const VIEWS: View[] = [
  { name: "map", title: "Map and time", component: MapView },
  { name: "reports", title: "Reports", component: Reports },
  { name: "report", component: Reader },
  { name: "claims", title: "Claims", component: Claims },
  { name: "sources", title: "Sources", component: Sources },
  { name: "origins", title: "Origins", component: Origins },
  { name: "conflicts", title: "Conflicts", component: Conflicts },
  { name: "forecasts", title: "Forecasts", component: Forecasts },
  { name: "gaps", title: "Missing", component: Gaps },
  { name: "changes", title: "What changed", component: Changes },
  { name: "happening", component: Happening },
  { name: "search", component: Search },
  { name: "export", component: Export },
  { name: "import", component: Import },
];
