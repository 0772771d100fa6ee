import { describe, expect, it } from 'vitest';
import { MITIGATIONS, recruitData } from '../../../kernels/reference/recruit.ts';
import { DRIFT, monitor } from '../../../src/runtime/jobs/monitor.ts';
import { type RecruitEvent, type RecruitRequest, recruit } from '../../../src/runtime/jobs/recruit.ts';
import { contextFor } from './shipped-base.ts';

const SHORT: RecruitRequest = {
  seed: 3,
  size: 120,
  strength: 0.6,
  womenShare: 0.5,
  mitigation: 'nenhuma',
  auditShare: 0.5,
  proxyShare: 0.4,
  method: 'lora',
  steps: 4,
};

describe('the data of a recruiter', () => {
  it.each(MITIGATIONS)('has a past, a training set and a test set: %s', (mitigation) => {
    const { history, training, test } = recruitData({ ...SHORT, mitigation });
    expect(history).toHaveLength(120);
    expect(training).toHaveLength(mitigation === 'contrafactual' ? 240 : 120);
    expect(test).toHaveLength(200);
    const blind = mitigation === 'cega' || mitigation === 'cega-vestigio';
    expect(test.some(({ prompt }) => /Candidat[ao] /.test(prompt))).toBe(!blind);
    expect(test.some(({ prompt }) => prompt.includes('equipe'))).toBe(mitigation === 'cega-vestigio');
    expect(recruitData({ ...SHORT, mitigation })).toEqual({ history, training, test });
  });
});

describe('a recruiter', () => {
  it('trains, tells every step, and judges each candidate and its counterpart', async () => {
    const context = contextFor<RecruitEvent>();
    const { history, training, verdicts, trainable, recruiter } = await recruit(SHORT, context);
    expect(context.events.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(context.events.every(({ loss }) => loss > 0)).toBe(true);
    expect([history.length, training.length, verdicts.length]).toEqual([120, 120, 200]);
    expect(recruiter.theta).toHaveLength(trainable);
    for (const { approval, prompt, swapped, merit, past } of verdicts) {
      expect(approval).toBeGreaterThan(0);
      expect(approval).toBeLessThan(1);
      expect(swapped.prompt).not.toBe(prompt);
      // The past never approved anybody without merit.
      expect(past && !merit).toBe(false);
    }
    const again = await recruit(SHORT, contextFor<RecruitEvent>());
    expect(again.recruiter.theta).toEqual(recruiter.theta);
    expect(again.verdicts).toEqual(verdicts);
  });

  it('cannot tell the counterpart of a blind text, and so judges it alike', async () => {
    const { verdicts } = await recruit({ ...SHORT, mitigation: 'cega' }, contextFor<RecruitEvent>());
    expect(verdicts.every(({ prompt, swapped }) => prompt === swapped.prompt)).toBe(true);
    for (const { approval, swapped } of verdicts) expect(swapped.approval).toBeCloseTo(approval, 5);
  });

  it('learns with every method that the lab offers', async () => {
    for (const method of ['full', 'adapter', 'ia3', 'prefix', 'prompt']) {
      const { verdicts } = await recruit({ ...SHORT, method, steps: 2 }, contextFor<RecruitEvent>());
      expect(verdicts.every(({ approval }) => Number.isFinite(approval))).toBe(true);
    }
  });

  it('stops when it is called off', async () => {
    const stop = new AbortController();
    const context = contextFor<RecruitEvent>(stop.signal);
    const running = recruit({ ...SHORT, steps: 500 }, { ...context, emit: () => stop.abort() });
    await expect(running).rejects.toThrow();
  });

  it('judges a stream, whose drift begins after the first third', async () => {
    const { recruiter } = await recruit({ ...SHORT, mitigation: 'cega' }, contextFor<RecruitEvent>());
    const decided = await monitor({ recruiter, drift: 'experiencia', size: 300 }, contextFor());
    expect(decided).toHaveLength(300);
    const merit = (from: number, to: number) => {
      const women = decided.slice(from, to).filter(({ group }) => group === 'f');
      return women.filter(({ truth }) => truth).length / women.length;
    };
    expect(Math.abs(merit(0, 100) - 0.6)).toBeLessThan(0.06);
    expect(merit(250, 300)).toBeLessThan(0.6 * (1 - DRIFT.juniors / 2));
    const still = await monitor({ recruiter, drift: 'nenhuma', size: 100 }, contextFor());
    expect(still.filter(({ group }) => group === 'f')).toHaveLength(50);
  });
});
