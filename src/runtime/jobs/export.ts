/** Turns what was trained into files: the adapter for `peft` (or the whole model), the step's graph, the data. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { TaskName } from '../../../kernels/data/tasks/task.ts';
import { writeModel } from '../../../kernels/formats/model.ts';
import type { NamedFile } from '../../../kernels/formats/named-file.ts';
import { writeAdapter } from '../../../kernels/peft/adapter-files.ts';
import { OPTIMISER } from '../../../kernels/reference/recipes.ts';
import { formatFor } from '../../../kernels/train/batch.ts';
import { compileTrainStep } from '../../../kernels/train/compile-train.ts';
import { layoutOf, unpackTheta } from '../../../kernels/train/layout.ts';
import type { Job } from '../job.ts';
import { DATA_SEED, examplesOf } from './examples.ts';
import type { AdapterData } from './plugged.ts';
import { configure, type MethodSpec } from './run-spec.ts';

export type ExportRequest =
  /** `adapter_config.json` and `adapter_model.safetensors`, or the whole model after full fine-tuning. */
  | { readonly what: 'adapter'; readonly adapter: AdapterData; readonly baseName: string }
  /** The graph of one training step, as it ran. */
  | { readonly what: 'graph'; readonly task: TaskName; readonly method: MethodSpec; readonly batch: number }
  /** The training examples of a task, one JSON object a line. */
  | { readonly what: 'data'; readonly task: TaskName };

export const exportFiles: Job<ExportRequest, never, NamedFile[]> = async (request, context) => {
  const { model, tokenizer } = await context.base();
  switch (request.what) {
    case 'adapter': {
      const adapter = configure(model.config, request.adapter);
      const parameters = unpackTheta(layoutOf(adapter.parameters), request.adapter.theta);
      if (adapter.method === 'full') return writeModel({ config: model.config, weights: parameters });
      return writeAdapter({ adapter, parameters, baseModel: request.baseName }, model.config);
    }
    case 'graph': {
      const { train } = examplesOf(request.task, tokenizer);
      const format = formatFor(train, request.batch, model.config.padTokenId ?? 0);
      const adapter = configure(model.config, request.method);
      const step = compileTrainStep(model.config, adapter, { ...format, ...OPTIMISER });
      return [{ name: `passo-${adapter.method}.onnx`, bytes: new Uint8Array(step.model.bytes()) }];
    }
    case 'data': {
      const lines = TASKS[request.task]
        .generate(DATA_SEED)
        .train.map(({ prompt, answer }) => JSON.stringify({ prompt, completion: answer }));
      return [{ name: `${request.task}.jsonl`, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }];
    }
  }
};
