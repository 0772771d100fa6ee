/** Says which tests were skipped and why: the dots of the other reporter do not. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class SkippedReporter implements Reporter {
  onTestEnd(test: TestCase, { status, annotations }: TestResult): void {
    if (status !== 'skipped') return;
    const reasons = annotations.flatMap(({ type, description }) =>
      type === 'skip' ? (description ?? []) : [],
    );
    console.log(`\nDe fora: ${test.titlePath().at(-1)} (${reasons.join('; ') || 'sem motivo declarado'})`);
  }
}
