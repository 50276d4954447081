// The map itself: a thin layer over MapLibre, which is handed what to draw and tells what is
// pointed at.
import {
  AttributionControl,
  Map as Canvas,
  ScaleControl,
  type GeoJSONSource,
  type LayerSpecification,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  type StyleSpecification,
} from "maplibre-gl";
import type { FireRow } from "../types";
import { baseLayers } from "./base-layers";
import { detailSources, outlineSources } from "./base";
import { boxOf, strength, type Box } from "./bounds";
import { cluster, type Drawn } from "./clusters";
import { toldLayers } from "./layers";
import { DARK, LIGHT } from "./palette";
import { discs, isSeen, marks, middles, sightings, someDiscs } from "./shapes";
import type { Area } from "./spots";
import { startWorker } from "./worker";

/** What the map tells of: areas (by index) or a sighting that the reader chose. */
export interface Told {
  onAreas: (areas: number[]) => void;
  onFire: (fire: number) => void;
  onHover: (areas: number[]) => void;
  /** Land and areas are on the screen. */
  onDrawn: () => void;
}

const MARKS = ["clusters", "rings", "dots"];
const STEP = 0.5; // of zoom: what is merged changes in steps, not with every frame
const DETAIL = ["lakes", "rivers", "urban"];
const SHOWN = ["land", "areas", "marks"]; // the map is drawn when these are
const EMPTY = { type: "FeatureCollection" as const, features: [] };
const EUROPE: Box = [-20, 30, 60, 65];
const FRAME = { padding: 16, maxZoom: 9 };
const still = matchMedia("(prefers-reduced-motion: reduce)");

const isAt =
  (others: readonly Area[]) =>
  ({ key }: Area, i: number): boolean =>
    key === others[i]!.key;

const isDetail = (layer: LayerSpecification): boolean =>
  "source" in layer && DETAIL.includes(layer.source as string);

function style(dark: boolean, areas: readonly Area[]): StyleSpecification {
  const colours = dark ? DARK : LIGHT;
  const empty = { type: "geojson" as const, data: EMPTY };
  return {
    version: 8,
    // They are cut in this order: the few that are told before the coasts of the world.
    sources: {
      areas: { type: "geojson", data: discs(areas), maxzoom: 10, tolerance: 0.2 },
      marks: empty,
      chosen: empty,
      "chosen-middles": empty,
      fires: empty,
      ...outlineSources(),
    },
    layers: [...baseLayers(colours), ...toldLayers(colours)].filter((one) => !isDetail(one)),
  };
}

export class Chart {
  private readonly map: Canvas;
  private drawn: Drawn = { alone: [], clusters: [] };
  private on = new Set<number>();
  private strong = 1;
  private chosen: number[] = [];
  private following = false; // what was chosen before the map stood there is to be in sight
  private ready = false;
  private late = false; // the areas changed before the map could be told
  private moved = false; // by the reader: then the view is theirs

  /** Throws when the browser cannot draw it (no WebGL). */
  constructor(
    container: HTMLElement,
    private areas: readonly Area[],
    private live: number[][],
    private dark: boolean,
    private readonly told: Told,
  ) {
    startWorker();
    const bounds = boxOf(areas, live, true) ?? EUROPE;
    this.map = new Canvas({
      container,
      style: style(dark, areas),
      bounds,
      fitBoundsOptions: FRAME,
      maxZoom: 13,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      rollEnabled: false,
      attributionControl: false,
      fadeDuration: 0,
      renderWorldCopies: true,
      reduceMotion: still.matches,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
    this.map.addControl(
      new AttributionControl({
        compact: false,
        customAttribution: "Base and borders: Natural Earth; disputed ones are dotted",
      }),
      "bottom-right",
    );
    this.map.once("style.load", () => this.begin());
    this.map.on("zoom", () => this.ready && this.merge(false));
    this.map.on("movestart", (event) => (this.moved ||= "originalEvent" in event));
    this.map.on("resize", () => this.moved || this.frame(0));
    this.map.on("click", (event) => this.point(event));
    this.map.on("mousemove", (event) => this.hover(event));
    addEventListener("beforeprint", this.print);
  }

  private begin(): void {
    this.ready = true;
    if (this.late) this.put();
    this.merge(true);
    this.choose(this.chosen, this.following);
    this.map.on("render", this.watch);
  }

  private readonly watch = (): void => {
    if (!SHOWN.every((source) => this.map.isSourceLoaded(source))) return;
    this.map.off("render", this.watch);
    performance.mark("map-drawn");
    this.told.onDrawn();
    this.refine();
  };

  /** Add the rivers, lakes and towns' grounds, which nothing waits for. */
  private refine(): void {
    for (const [name, source] of Object.entries(detailSources())) this.map.addSource(name, source);
    const layers = baseLayers(this.dark ? DARK : LIGHT);
    layers.forEach((layer, at) => {
      const above = layers.slice(at + 1).find(({ id }) => this.map.getLayer(id));
      if (isDetail(layer)) this.map.addLayer(layer, above?.id ?? "areas");
    });
    this.map.once("idle", () => performance.mark("map-rested"));
  }

  private data(source: string): GeoJSONSource {
    return this.map.getSource(source) as GeoJSONSource;
  }

  /** Show the happenings (rows by area) that a filter leaves; the areas may be others. */
  show(areas: readonly Area[], live: number[][]): void {
    const same = areas.length === this.areas.length && areas.every(isAt(this.areas));
    this.areas = areas;
    this.live = live;
    this.late ||= !this.ready && !same;
    if (!this.ready) return;
    if (!same) this.put();
    this.merge(true);
  }

  private put(): void {
    this.map.removeFeatureState({ source: "areas" });
    this.on = new Set();
    void this.data("areas").setData(discs(this.areas));
  }

  private merged = NaN;

  private merge(anew: boolean): void {
    const zoom = Math.floor(this.map.getZoom() / STEP) * STEP;
    if (zoom === this.merged && !anew) return;
    this.merged = zoom;
    this.drawn = cluster(this.areas, this.live, zoom);
    const on = new Set(this.drawn.alone.filter((area) => isSeen(this.areas[area]!, zoom)));
    const box = boxOf(this.areas, this.live, true);
    const strong = box ? strength(this.areas, on, box) : 1;
    for (const id of this.on) if (!on.has(id)) this.turn(id, 0);
    for (const id of on) if (!this.on.has(id) || strong !== this.strong) this.turn(id, strong);
    this.on = on;
    this.strong = strong;
    void this.data("marks").setData(marks(this.areas, this.live, this.drawn, zoom));
    void this.data("chosen-middles").setData(middles(this.areas, this.chosen, zoom));
  }

  private turn(id: number, on: number): void {
    this.map.setFeatureState({ source: "areas", id }, { on });
  }

  /** Draw areas (by index) as chosen; `follow` brings them into sight. */
  choose(areas: number[], follow: boolean): void {
    this.chosen = areas;
    if (!this.ready) {
      this.following = follow;
      return;
    }
    void this.data("chosen").setData(someDiscs(this.areas, areas));
    void this.data("chosen-middles").setData(middles(this.areas, areas, this.map.getZoom()));
    const first = areas.map((i) => this.areas[i]!).at(-1); // the narrowest
    if (!follow || !first || this.map.getBounds().contains([first.lon, first.lat])) return;
    this.map.easeTo({ center: [first.lon, first.lat], duration: still.matches ? 0 : 400 });
  }

  /** Show sightings; none takes them away. */
  setFires(rows: readonly FireRow[]): void {
    const put = () => void this.data("fires").setData(sightings(rows));
    if (this.ready) put();
    else this.map.once("style.load", put);
  }

  /** Change over between light and dark. */
  setDark(dark: boolean): void {
    this.dark = dark;
    const colours = dark ? DARK : LIGHT;
    const paint = () => {
      for (const layer of [...baseLayers(colours), ...toldLayers(colours)]) {
        if (!this.map.getLayer(layer.id)) continue; // it comes later, in these colours
        for (const [name, value] of Object.entries(layer.paint ?? {})) {
          if (!name.includes("color")) continue;
          this.map.setPaintProperty(layer.id, name as "fill-color", value as string);
        }
      }
    };
    if (this.ready) paint();
    else this.map.once("style.load", paint);
  }

  /** Bring all that is shown into sight. */
  fit(): void {
    this.moved = true;
    const box = boxOf(this.areas, this.live, false);
    if (box) this.to(box);
  }

  private frame(duration: number): void {
    const box = boxOf(this.areas, this.live, true);
    if (box) this.map.fitBounds(box, { ...FRAME, duration });
  }

  private to(box: Box): void {
    this.moved = true;
    this.map.fitBounds(box, { padding: 40, maxZoom: 10, duration: still.matches ? 0 : 500 });
  }

  zoom(by: number): void {
    this.moved = true;
    this.map.easeTo({ zoom: this.map.getZoom() + by, duration: still.matches ? 0 : 200 });
  }

  private under({ point }: MapMouseEvent, layers: string[]): MapGeoJSONFeature[] {
    const box: [[number, number], [number, number]] = [
      [point.x - 3, point.y - 3],
      [point.x + 3, point.y + 3],
    ];
    return this.map.queryRenderedFeatures(box, { layers });
  }

  /** The areas at a point of the map: a mark's, else those of the narrowest circle. */
  private areasAt(event: MapMouseEvent): number[] {
    const [mark] = this.under(event, MARKS);
    if (mark) {
      const { cluster: merged, area } = mark.properties as Record<string, number | undefined>;
      return merged === undefined ? [area!] : (this.drawn.clusters[merged]?.areas ?? []);
    }
    const circles = this.under(event, ["areas"])
      .map(({ id }) => Number(id))
      .filter((id) => this.on.has(id));
    return circles.length ? [Math.max(...circles)] : []; // the narrowest come last
  }

  private point(event: MapMouseEvent): void {
    if (!this.ready) return;
    const [fire] = this.under(event, ["fires"]);
    if (fire) return this.told.onFire(Number(fire.properties["fire"]));
    const found = this.areasAt(event);
    const box = boxOf(this.areas, this.only(found), false);
    const spread = box && box[2] - box[0] + (box[3] - box[1]) > 0.62;
    if (found.length > 1 && spread && this.map.getZoom() < 9.5) this.to(box);
    else if (found.length) this.told.onAreas(found);
  }

  private only(areas: readonly number[]): number[][] {
    const among = new Set(areas);
    return this.live.map((rows, area) => (among.has(area) ? rows : []));
  }

  private hover(event: MapMouseEvent): void {
    if (!this.ready || this.map.isMoving()) return;
    const found = this.areasAt(event);
    this.map.getCanvas().style.cursor = found.length ? "pointer" : "";
    this.told.onHover(found);
  }

  // The canvas is empty on paper: a picture of it stands there instead.
  private readonly print = (): void => {
    this.map.redraw();
    const holder = this.map.getContainer();
    const picture = holder.querySelector("img.on-paper") ?? new Image();
    picture.className = "on-paper";
    picture.setAttribute("alt", "The map as it stands");
    picture.setAttribute("src", this.map.getCanvas().toDataURL());
    holder.append(picture);
  };

  remove(): void {
    removeEventListener("beforeprint", this.print);
    this.map.remove();
  }
}
