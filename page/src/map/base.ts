// What lies under what is told: land, waters, towns and borders (Natural Earth), as sources.
import type { Feature, FeatureCollection } from "geojson";
import type { SourceSpecification } from "maplibre-gl";
import countriesText from "base:countries";
import landText from "base:land";
import { feature } from "topojson-client";
import bordersText from "../../base/borders.topojson";
import disputedText from "../../base/disputed.topojson";
import lakesText from "../../base/lakes.topojson";
import riversText from "../../base/rivers.topojson";
import towns from "../../base/towns.json";
import urbanText from "../../base/urban.topojson";
import type { GeometryCollection } from "topojson-specification";
import { piecesOf, unrolled } from "./unroll";
import { unpack, type Packed } from "./unpack";

type Named = [name: string, lon: number, lat: number, rank: number];

const FINEST = 8; // beyond this zoom tiles are drawn larger, not cut anew

function shapes(text: string): SourceSpecification {
  const topology = unpack(JSON.parse(text) as Packed);
  const [object] = Object.values(topology.objects);
  const { features } = feature(topology, object as GeometryCollection);
  const pieces = features.flatMap((shape) => piecesOf(unrolled(shape)));
  const data: FeatureCollection = { type: "FeatureCollection", features: pieces };
  return { type: "geojson", data, maxzoom: FINEST };
}

function points(named: Named[]): SourceSpecification {
  const features = named.map(([name, lon, lat, rank]): Feature => {
    const geometry = { type: "Point" as const, coordinates: [lon, lat] };
    return { type: "Feature", geometry, properties: { name, rank } };
  });
  const data: FeatureCollection = { type: "FeatureCollection", features };
  return { type: "geojson", data, maxzoom: FINEST };
}

const NEAR = 0.1; // degrees

/** Whether the base itself names a town here at a zoom. */
export function isNamed(lat: number, lon: number, zoom: number): boolean {
  return (towns as Named[]).some(
    ([, east, north, rank]) =>
      rank <= zoom + LEAD && Math.abs(east - lon) < NEAR && Math.abs(north - lat) < NEAR,
  );
}

/** So much earlier than Natural Earth advises, towns are named: there is room. */
export const LEAD = 1.5;

type Sources = Record<string, SourceSpecification>;

let outline: Sources | undefined;
let detail: Sources | undefined;

/** Land and borders, what they are called: the base stands with these. */
export function outlineSources(): Sources {
  outline ??= {
    land: shapes(landText),
    borders: shapes(bordersText),
    disputed: shapes(disputedText),
    countries: points(JSON.parse(countriesText) as Named[]),
    towns: points(towns as Named[]),
  };
  return outline;
}

/** What may come once the rest stands: it takes as long again to cut. */
export function detailSources(): Sources {
  detail ??= {
    lakes: shapes(lakesText),
    rivers: shapes(riversText),
    urban: shapes(urbanText),
  };
  return detail;
}
