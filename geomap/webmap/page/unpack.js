// Compressed blocks inside the page: columns at once, texts when somebody wants to read them.

const ARRAYS = {
  u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array, f8: Float64Array,
}; // prettier-ignore

/** The bytes behind base64 text. */
export function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The bytes of a deflated, base64-coded text. */
export async function inflate(text) {
  const plain = new Response(fromBase64(text)).body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(plain).arrayBuffer();
}

/** The JSON of a deflated text. */
export async function inflateJson(text) {
  return JSON.parse(new TextDecoder().decode(await inflate(text)));
}

/** A block of columns: its header and its typed arrays by name. */
export function readBlock(buffer) {
  const size = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  const arrays = {};
  for (const { name, type, length, at } of header.arrays) {
    arrays[name] = unplane(buffer, 4 + size + at, length, ARRAYS[type]);
  }
  return { header, arrays };
}

/** An array whose bytes lie in planes: all lowest bytes first. */
function unplane(buffer, at, length, kind) {
  const width = kind.BYTES_PER_ELEMENT;
  if (width === 1) return new kind(buffer, at, length);
  const planes = new Uint8Array(buffer, at, length * width);
  const bytes = new Uint8Array(length * width);
  for (let plane = 0; plane < width; plane += 1) {
    const from = plane * length;
    for (let i = 0, to = plane; i < length; i += 1, to += width) bytes[to] = planes[from + i];
  }
  return new kind(bytes.buffer);
}

/** Texts in chunks, unpacked when asked for; only the last few stay in memory. */
export function textStore(blocks, chunk, { keep = 64, read = (json) => json } = {}) {
  const ready = new Map();
  const load = (at) => {
    if (!ready.has(at)) ready.set(at, inflateJson(blocks[at]()).then((json) => settle(at, read(json, at * chunk))));
    return ready.get(at);
  };
  const settle = (at, part) => {
    while (ready.size > keep) ready.delete(ready.keys().next().value);
    ready.set(at, part);
    return part;
  };
  return {
    chunks: blocks.length,
    size: chunk,
    load,
    /** The row if its chunk is in memory, else undefined. */
    now(row) {
      const found = ready.get(Math.floor(row / chunk));
      return found && !(found instanceof Promise) ? found.row(row % chunk) : undefined;
    },
    async row(row) {
      return (await load(Math.floor(row / chunk))).row(row % chunk);
    },
  };
}
