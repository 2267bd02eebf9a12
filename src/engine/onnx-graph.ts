/** Writes the few parts of Protocol Buffers that an ONNX file needs: varints and nested records. */
const encoder = new TextEncoder();

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

const integer = (field: number, value: number): number[] => [
  ...varint(field * 8),
  ...varint(value),
];
const record = (field: number, ...parts: readonly number[][]): number[] => {
  const body = parts.flat();
  return [...varint(field * 8 + 2), ...varint(body.length), ...body];
};
const text = (field: number, value: string): number[] =>
  record(field, Array.from(encoder.encode(value)));

const FLOAT = 1;
const INTEGER_ATTRIBUTE = 2;
const IR_VERSION = 8;
const OPERATOR_SET = 13;

/** A float matrix of any size: name(1) and type(2) of a ValueInfoProto. */
function matrix(field: number, name: string): number[] {
  const dimension = (size: string) => record(1, text(2, size));
  const shape = record(2, dimension(`${name}_rows`), dimension(`${name}_columns`));
  return record(field, text(1, name), record(2, record(1, integer(1, FLOAT), shape)));
}

/**
 * An ONNX model of one node: Y = A·Bᵀ for float matrices A (m×d) and B (n×d), of any sizes.
 * Field numbers are those of onnx.proto.
 */
export function productGraph(): Uint8Array {
  const transposeB = record(5, text(1, 'transB'), integer(3, 1), integer(20, INTEGER_ATTRIBUTE));
  const node = record(1, text(1, 'A'), text(1, 'B'), text(2, 'Y'), text(4, 'Gemm'), transposeB);
  const graph = record(
    7,
    node,
    text(2, 'product'),
    matrix(11, 'A'),
    matrix(11, 'B'),
    matrix(12, 'Y'),
  );
  const operators = record(8, integer(2, OPERATOR_SET));
  return Uint8Array.from([...integer(1, IR_VERSION), ...graph, ...operators]);
}
