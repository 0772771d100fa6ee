/** A problem beside the place where it happened. */
import type { LabError } from '../framework/lab.tsx';

export function ProblemNote({ problem }: { problem: LabError | undefined }) {
  return (
    <div role="alert">
      {problem && (
        <p class="problema">
          <b>{problem.what}</b> {problem.remedy}
        </p>
      )}
    </div>
  );
}
