import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLayers } from '../../../scripts/layers.ts';

let root = '';
afterEach(() => rm(root, { recursive: true }));

async function project(files: Record<string, string>): Promise<string> {
  root = await mkdtemp(join(tmpdir(), 'setas-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

test('imports along the arrows', async () => {
  await project({
    'src/pages/a.astro': "---\nimport { labs } from '../labs/registry.ts';\n---\n<p />\n",
    'src/labs/lora/view.tsx':
      "import x from '../framework/lab.tsx';\nimport { run } from '../../runtime/client.ts';\nimport './lora.css';\n",
    'src/labs/treinar/view.tsx': "import { curve } from '../training/curves.tsx';\n",
    'src/labs/training/curves.tsx': "import x from '../framework/lab.tsx';\n",
    'src/labs/framework/runtime-panel.tsx': "import { runtime } from '../../runtime/client.ts';\n",
    'src/runtime/client.ts': "import type { Graph } from '../../kernels/onnx/graph.ts';\n",
    'kernels/nn/a.ts': "import { b } from '../onnx/graph.ts';\n",
  });
  expect(checkLayers(root)).toEqual([]);
});

test('imports against them, in every kind of file', async () => {
  await project({
    'kernels/onnx/a.ts': "import { y } from '../quant/levels.ts';\n",
    'kernels/nn/a.ts': "import { x } from '../../src/runtime/client.ts';\nimport { h } from 'preact';\n",
    'src/runtime/client.ts': "export * from '../labs/lora/view.tsx';\n",
    'src/labs/lora/view.tsx': "const other = await import('../nf4/view.tsx');\n",
    'src/pages/a.astro':
      "---\nimport Lab from '../labs/lora/view.tsx';\n---\n<script>import { t } from '../../kernels/train/trainer.ts';</script>\n",
    'src/labs/training/curves.tsx': "import { lab } from '../treinar/view.tsx';\n",
    'src/labs/framework/lab.tsx':
      "import { curve } from '../training/curves.tsx';\nimport { serve } from '../../runtime/serve.ts';\n",
    'src/charts/line.tsx': "import type { T } from '../../kernels/onnx/graph.ts';\n",
  });
  expect(checkLayers(root).join('\n')).toMatchInlineSnapshot(`
    "kernels/nn/a.ts importa src/runtime/client.ts: kernels roda sozinho: no Node, em um worker ou na página.
    kernels/nn/a.ts importa preact: kernels não conhece o site.
    kernels/onnx/a.ts importa kernels/quant/levels.ts: dentro do compilador, uma pasta só importa as que vêm antes dela em kernels/README.md.
    src/charts/line.tsx importa kernels/onnx/graph.ts: um gráfico desenha dados; não sabe de onde vêm.
    src/labs/framework/lab.tsx importa src/labs/training/curves.tsx: a moldura dos laboratórios não treina; do runtime, conhece só o cliente.
    src/labs/framework/lab.tsx importa src/runtime/serve.ts: a moldura dos laboratórios não treina; do runtime, conhece só o cliente.
    src/labs/lora/view.tsx importa src/labs/nf4/view.tsx: um laboratório não importa outro; o que é comum fica em labs/framework ou labs/training.
    src/labs/training/curves.tsx importa src/labs/treinar/view.tsx: um laboratório não importa outro; o que é comum fica em labs/framework ou labs/training.
    src/pages/a.astro importa src/labs/lora/view.tsx: páginas e conteúdo conhecem um laboratório só pela tag; quem o monta é pages/laboratorio.
    src/pages/a.astro importa kernels/train/trainer.ts: páginas e conteúdo conhecem um laboratório só pela tag; quem o monta é pages/laboratorio.
    src/runtime/client.ts importa src/labs/lora/view.tsx: o runtime só conhece kernels, e o que diz ao service worker."
  `);
});
