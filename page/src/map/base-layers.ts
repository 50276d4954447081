// How the base is drawn.
import type { LayerSpecification } from "maplibre-gl";
import { LEAD } from "./base";
import type { Palette } from "./palette";

export const FONT = ["Inter", "Noto Sans", "Segoe UI", "Roboto", "sans-serif"];

const atItsZoom = ["<=", ["get", "z"], ["+", ["zoom"], 1]];

function labels(colours: Palette): LayerSpecification[] {
  const halo = { "text-halo-color": colours.halo, "text-halo-width": 1.2 };
  return [
    {
      id: "river-names",
      type: "symbol",
      source: "rivers",
      minzoom: 6.5,
      filter: ["has", "name"],
      layout: {
        "symbol-placement": "line",
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 10.5,
        "text-letter-spacing": 0.08,
        "symbol-spacing": 400,
      },
      paint: { "text-color": colours.country, ...halo },
    },
    {
      id: "towns",
      type: "symbol",
      source: "towns",
      filter: ["<=", ["get", "rank"], ["+", ["zoom"], LEAD]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 4, 10.5, 8, 12],
        "text-padding": 4,
        "symbol-sort-key": ["get", "rank"],
      },
      paint: { "text-color": colours.label, ...halo },
    },
    {
      id: "countries",
      type: "symbol",
      source: "countries",
      maxzoom: 6,
      filter: [">=", ["get", "rank"], ["/", 160, ["^", 3, ["zoom"]]]],
      layout: {
        "text-field": ["upcase", ["get", "name"]],
        "text-font": FONT,
        "text-size": 11,
        "text-letter-spacing": 0.14,
        "text-max-width": 8,
      },
      paint: { "text-color": colours.country, ...halo },
    },
  ] as LayerSpecification[];
}

/** Layers of the base, the lowest first. */
export function baseLayers(colours: Palette): LayerSpecification[] {
  const line = { "line-join": "round", "line-cap": "round" };
  return [
    { id: "water", type: "background", paint: { "background-color": colours.water } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } },
    {
      id: "urban",
      type: "fill",
      source: "urban",
      minzoom: 4,
      filter: atItsZoom,
      paint: { "fill-color": colours.urban },
    },
    {
      id: "rivers",
      type: "line",
      source: "rivers",
      filter: atItsZoom,
      layout: line,
      paint: {
        "line-color": colours.river,
        "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 9, 2],
      },
    },
    {
      id: "lakes",
      type: "fill",
      source: "lakes",
      filter: atItsZoom,
      paint: { "fill-color": colours.water },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: line,
      paint: { "line-color": colours.border, "line-width": 0.9 },
    },
    {
      id: "disputed",
      type: "line",
      source: "disputed",
      paint: { "line-color": colours.border, "line-width": 0.9, "line-dasharray": [2, 3] },
    },
    ...labels(colours),
  ] as LayerSpecification[];
}
