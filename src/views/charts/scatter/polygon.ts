/**
 * Whether (x, y) lies inside a polygon by the even-odd rule (ray casting, W. R. Franklin's PNPOLY):
 * of two polygons that share an edge, a point on it belongs to one.
 * @param polygon x and y in turn; the last corner joins the first
 */
export function insidePolygon(polygon: Float64Array, x: number, y: number): boolean {
  let inside = false;
  const end = polygon.length;
  for (let i = 0, j = end - 2; i < end; j = i, i += 2) {
    const yi = polygon[i + 1];
    const yj = polygon[j + 1];
    if (yi > y === yj > y) continue;
    const crossing = ((polygon[j] - polygon[i]) * (y - yi)) / (yj - yi) + polygon[i];
    if (x < crossing) inside = !inside;
  }
  return inside;
}
