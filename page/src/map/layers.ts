// How what is told is drawn: areas of uncertainty, clusters with counts, what is chosen, fires.
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { FONT } from "./base-layers";
import type { Palette } from "./palette";

// How much of its colour an area has: nothing while it is off, less where many lie over each other.
const on: ExpressionSpecification = ["coalesce", ["feature-state", "on"], 0];
// What is known only to a wide region is drawn fainter: it says less of each spot within.
const soft: ExpressionSpecification = [
  ...["interpolate", ["linear"], ["get", "km"]],
  ...[2, 0.2, 15, 0.14, 60, 0.09, 300, 0.06],
] as unknown as ExpressionSpecification;

function areas(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      // Their edge is a line of its own.
      paint: {
        "fill-color": colours.area,
        "fill-opacity": ["*", on, soft],
        "fill-antialias": false,
      },
    },
    {
      id: "area-edges",
      type: "line",
      source: "areas",
      paint: {
        "line-color": colours.area,
        "line-width": 1,
        "line-opacity": ["*", 0.55, ["sqrt", on]],
      },
    },
  ] as LayerSpecification[];
}

function names(colours: Palette): LayerSpecification {
  return {
    id: "names",
    type: "symbol",
    source: "marks",
    filter: ["has", "name"],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": 12,
      "text-variable-anchor": ["top", "bottom", "right", "left"],
      "text-radial-offset": 1.1,
      "text-padding": 3,
      "symbol-sort-key": ["-", ["get", "count"]],
    },
    paint: {
      "text-color": colours.label,
      "text-halo-color": colours.halo,
      "text-halo-width": 1.4,
    },
  } as LayerSpecification;
}

function counts(id: string, filter: unknown, always: boolean, colours: Palette): object {
  return {
    id,
    type: "symbol",
    source: "marks",
    filter: always ? filter : ["all", ["!=", ["get", "kind"], "cluster"], filter],
    layout: {
      "text-field": ["to-string", ["get", "count"]],
      "text-font": FONT,
      "text-size": 11.5,
      "text-allow-overlap": always,
      "text-padding": always ? 12 : 4,
      "symbol-sort-key": ["-", ["get", "count"]],
    },
    paint: {
      "text-color": colours.count,
      "text-halo-color": colours.halo,
      "text-halo-width": 1.4,
    },
  };
}

function marks(colours: Palette): LayerSpecification[] {
  return [
    {
      id: "clusters",
      type: "circle",
      source: "marks",
      filter: ["==", ["get", "kind"], "cluster"],
      paint: {
        "circle-color": colours.halo,
        "circle-opacity": 0.88,
        "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "count"]], 0, 10, 3, 21],
        "circle-stroke-color": colours.area,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "rings",
      type: "circle",
      source: "marks",
      filter: ["in", ["get", "kind"], ["literal", ["dot", "ring"]]],
      paint: {
        "circle-color": colours.area,
        "circle-opacity": 0.12,
        "circle-radius": 7,
        "circle-stroke-color": colours.area,
        "circle-stroke-opacity": 0.7,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "dots",
      type: "circle",
      source: "marks",
      filter: ["==", ["get", "kind"], "dot"],
      paint: { "circle-color": colours.area, "circle-radius": 2.5 },
    },
    counts("counts", [">", ["get", "count"], 1], false, colours),
    counts("cluster-counts", ["==", ["get", "kind"], "cluster"], true, colours),
  ] as LayerSpecification[];
}

function chosen(colours: Palette): LayerSpecification[] {
  const edge = { "line-color": colours.chosen, "line-width": 2.5 };
  return [
    {
      id: "chosen-areas",
      type: "fill",
      source: "chosen",
      paint: { "fill-color": colours.chosen, "fill-opacity": 0.14, "fill-antialias": false },
    },
    { id: "chosen-edges", type: "line", source: "chosen", paint: edge },
    {
      id: "chosen-rings",
      type: "circle",
      source: "chosen-middles",
      paint: {
        "circle-opacity": 0,
        "circle-radius": 14,
        "circle-stroke-color": colours.chosen,
        "circle-stroke-width": 2,
      },
    },
  ] as LayerSpecification[];
}

function fires(colours: Palette): LayerSpecification[] {
  const supports: ExpressionSpecification = ["==", ["get", "verdict"], "supports"];
  return [
    {
      id: "fires",
      type: "circle",
      source: "fires",
      paint: {
        "circle-color": ["case", supports, colours.fire, colours.halo],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 4, 2, 7, 3, 11, 5],
        "circle-stroke-color": colours.fire,
        "circle-stroke-width": 1.5,
      },
    },
  ] as LayerSpecification[];
}

/** Layers of what is told, the lowest first. */
export function toldLayers(colours: Palette): LayerSpecification[] {
  return [
    ...areas(colours),
    names(colours),
    ...marks(colours),
    ...fires(colours),
    ...chosen(colours),
  ];
}
