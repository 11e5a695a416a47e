// A canvas on a Leaflet map that is drawn again when the map has moved, or when it is asked to.

/**
 * `draw(pen, view, again)` gets a cleared canvas, a view and what `paint` was told: `x(p)`, `y(p)` bring world points (see
 * `world`) to the canvas; `zoom`, `width`, `height`, `bounds` and `screen` (what of the canvas is
 * in sight) say what it shows.
 */
export function canvasLayer(L, draw, { pane, padding = 0.1, attribution = "", opaque = false, ready = () => true }) {
  const Canvas = L.Renderer.extend({
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "gm-canvas";
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },
    _updatePaths() {},
    getAttribution: () => attribution,
    // Leaflet's own sets the place once more, to parts of a pixel: slower, and blurred
    _reset() {
      this._update();
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const dpr = Math.min(globalThis.devicePixelRatio || 1, 2);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._sheet = new OffscreenCanvas(Math.round(size.x * dpr), Math.round(size.y * dpr));
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this._view = viewOf(this._map, this._bounds.min, size, dpr);
      this.paint();
    },
    paint(again = false) {
      if (!this._map || !this._view || !ready()) return;
      // drawn beside the page and handed over whole: the frame that shows it has nothing to draw
      const pen = this._sheet.getContext("2d", { alpha: !opaque });
      const { dpr } = this._view;
      pen.setTransform(dpr, 0, 0, dpr, 0, 0);
      draw(pen, this._view, again);
      this._container.getContext("bitmaprenderer", { alpha: !opaque }).transferFromImageBitmap(this._sheet.transferToImageBitmap());
    },
    view() {
      return this._view;
    },
  });
  return new Canvas({ pane, padding, interactive: false });
}

function viewOf(map, min, size, dpr) {
  const zoom = map.getZoom();
  const scale = map.options.crs.scale(zoom) / map.options.crs.scale(0);
  const origin = map.getPixelOrigin().add(min);
  const [left, top] = [origin.x / scale, origin.y / scale];
  const shown = map.containerPointToLayerPoint([0, 0]).subtract(min);
  const screen = map.getSize();
  return {
    screen: [shown.x, shown.y, shown.x + screen.x, shown.y + screen.y],
    zoom, dpr, scale, width: size.x, height: size.y, min,
    bounds: [left, top, left + size.x / scale, top + size.y / scale],
    x: (wx) => wx * scale - origin.x,
    y: (wy) => wy * scale - origin.y,
  }; // prettier-ignore
}

/** Longitude and latitude as points of the map's plane at zoom 0. */
export function world(L, map) {
  const { crs } = map.options;
  if (crs === L.CRS.EPSG3857) return mercator;
  return (lon, lat) => crs.latLngToPoint(L.latLng(Math.max(-85, Math.min(85, lat)), lon), 0);
}

/** What Leaflet's own projection gives, without four objects a point. */
function mercator(lon, lat) {
  const rise = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: 128 + (lon * 128) / 180, y: 128 - (Math.log((1 + rise) / (1 - rise)) * 64) / Math.PI };
}
