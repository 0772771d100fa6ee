import { type ProbeResult, runProbe } from '../device/probe.ts';
import type { Job } from '../job.ts';

/** Trains the small known run on the chosen device, and says whether and how fast it was right. */
export const probe: Job<Record<never, never>, never, ProbeResult> = (_request, { engine }) =>
  runProbe(engine);
