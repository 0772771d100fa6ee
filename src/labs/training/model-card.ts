/** The model card that goes with an exported adapter. */
import { formatDecimal, formatFixed, formatInteger, formatPercent } from '../../charts/format.ts';
import { METHODS } from './methods.ts';
import type { TrainedRun } from './session.ts';
import { TASKS } from './tasks.ts';

/** `README.md` in Portuguese, with the metadata that model hubs read. */
export function modelCard(run: Pick<TrainedRun, 'spec' | 'step' | 'points' | 'device' | 'theta'>): string {
  const { spec, step, points, device, theta } = run;
  const { method, task, learningRate, batch, seed, settings } = spec;
  const full = method === 'full';
  const accuracy = points.findLast((point) => point.accuracy !== undefined)?.accuracy;
  const loss = points.at(-1)?.loss;
  return `---
language: pt
license: cc-by-sa-4.0
library_name: ${full ? 'transformers' : 'peft'}
base_model: modelo-base-ajuste-fino
---
# ${METHODS[method].name}: ${TASKS[task].title}

${full ? 'Modelo' : 'Adaptador'} treinado no laboratório “Treine um adaptador”, no navegador (${device === 'webgpu' ? 'WebGPU' : 'WebAssembly'}).

## Uso pretendido

${TASKS[task].description} Serve para estudar ajuste fino, não para uso real.

## Treino

- Método: ${METHODS[method].name}, ${formatInteger(theta.length)} parâmetros treinados
- Configuração: \`${JSON.stringify(settings)}\`
- Passos: ${step}, ${batch} exemplos por passo
- Otimizador: AdamW, taxa de pico ${formatDecimal(learningRate, 8)}, semente ${seed}
${loss === undefined ? '' : `- Perda do último lote: ${formatFixed(loss, 4)}\n`}${accuracy === undefined ? '' : `- Acerto na validação: ${formatPercent(accuracy)}\n`}
## Limites

O modelo base é muito pequeno e só conhece textos gerados para este projeto. As frases de treino também são geradas: o resultado não vale para textos reais.
${
  method === 'adapter'
    ? '\nAdapter-Tuning não existe na peft: estes arquivos abrem aqui e na linha de comando do projeto.\n'
    : full
      ? ''
      : `
## Como abrir

\`\`\`python
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

base = AutoModelForCausalLM.from_pretrained("caminho/do/modelo/base")
modelo = PeftModel.from_pretrained(base, "caminho/desta/pasta")
tokenizador = AutoTokenizer.from_pretrained("caminho/do/modelo/base")
\`\`\`
`
}`;
}
