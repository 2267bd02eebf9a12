const WASM = /^data:application\/wasm;base64,/;

/**
 * Answers `fetch` of WASM in a `data:` address from the address itself, for libraries that carry
 * their WASM so: the page's policy blocks such a request. Call it in a worker before the library runs.
 */
export function answerWasmDataUrls(): void {
  const fetchRemote = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const head = WASM.exec(url);
    if (!head) return fetchRemote(input, init);
    const bytes = Uint8Array.from(atob(url.slice(head[0].length)), (each) => each.charCodeAt(0));
    return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  };
}
