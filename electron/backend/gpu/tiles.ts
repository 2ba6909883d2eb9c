/** Rows and columns of a tile of `product.wgsl`. */
export const TILE = 64
/** Values that one dispatch adds up in f32; longer sums are kept in two numbers. */
export const MOST_DEPTH = 4096
const LEAST_DEPTH = 16
/** Deep enough for the arithmetic of a tile to be most of its work. */
const DEEP = 512
/** To start a tile, and to read and write its sums, takes as long as so much depth; less on a device of its own. */
const DEPTH_OF_START = 256
/** A workgroup each. */
const MOST_TILES = 32_768

/** Units of one tile, a multiply-add each. */
export const tileUnits = (depth: number): number => TILE * TILE * (depth + DEPTH_OF_START)

/**
 * How deep the products of a slice go: all tiles as deep as one dispatch may take; where that is not deep, so deep
 * that a dispatch does some of the tiles. `besides` is what each element of the depth costs before the tiles.
 */
export function depthWithin(budget: number, tiles: number, besides = 0): number {
  const fitting = (some: number): number => (budget - some * tileUnits(0)) / (some * TILE * TILE + besides)
  const depth = Math.max(Math.min(MOST_DEPTH, fitting(tiles)), Math.min(DEEP, fitting(1)))
  return Math.max(LEAST_DEPTH, Math.floor(depth / LEAST_DEPTH) * LEAST_DEPTH)
}

/** How many tiles of that depth a dispatch may take, at least one. */
export const tilesWithin = (budget: number, depth: number): number =>
  Math.max(1, Math.min(MOST_TILES, Math.floor(budget / tileUnits(depth))))
