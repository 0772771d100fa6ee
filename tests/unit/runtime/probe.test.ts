import { expect, it } from 'vitest';
import { openEngine } from '../../../kernels/cli/device.ts';
import { KNOWN_LOSSES, runProbe } from '../../../src/runtime/device/probe.ts';

it('the known losses are what the compiler calculates today', async () => {
  const { right, losses } = await runProbe(openEngine(1));
  expect(losses).toHaveLength(KNOWN_LOSSES.length);
  for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(KNOWN_LOSSES[step] ?? 0, 4);
  expect(right).toBe(true);
});
