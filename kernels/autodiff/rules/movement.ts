import { pad, reshape, slice, transpose } from '../../onnx/ops.ts';
import { dimOf, inputOf, intAttribute, intsAttribute, knownDim } from '../../onnx/value.ts';
import { constantInts, type Rules, spanEnd, sumTo } from '../rule.ts';

export const movementRules: Rules = {
  Reshape: (y, g) => [() => reshape(g, inputOf(y, 0).shape), undefined],
  Expand: (y, g) => [() => sumTo(g, inputOf(y, 0).shape), undefined],
  Transpose: (y, g) => {
    const order = intsAttribute(y, 'perm');
    return [
      () =>
        transpose(
          g,
          order.map((_, axis) => order.indexOf(axis)),
        ),
    ];
  },
  Slice: (y, g) => {
    const [x, start = 0, end = 0, axis = 0] = [
      inputOf(y, 0),
      ...[1, 2, 3].flatMap((i) => constantInts(y, i)),
    ];
    return [() => pad(g, axis, start, knownDim(x, axis) - end), undefined, undefined, undefined];
  },
  Pad: (y, g) => {
    const amounts = constantInts(y, 1);
    return [
      () =>
        inputOf(y, 0).shape.reduce<typeof g>((rest, dim, axis) => {
          const before = amounts[axis] ?? 0;
          return slice(rest, axis, before, spanEnd(before, dim));
        }, g),
      undefined,
    ];
  },
  Concat: (y, g) => {
    const axis = intAttribute(y, 'axis', 0);
    let end = 0;
    return y.inputs.map((x) => {
      const start = end;
      end = spanEnd(start, dimOf(x, axis));
      const to = end;
      return () => slice(g, axis, start, to);
    });
  },
};
