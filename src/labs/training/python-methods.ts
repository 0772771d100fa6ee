/** How each method is written in Python. */
import type { RunSpec } from './run-spec.ts';

export interface PythonPart {
  readonly packages: readonly string[];
  readonly imports: string;
  /** Defines `carregar_modelo(base)`. */
  readonly code: string;
  /** Saves `pronto` to `opcoes.saida`. */
  readonly save: string;
  /** What is not the same as in the lab, in Portuguese. */
  readonly notes: readonly string[];
}

const PACKAGES = ['torch', 'transformers', 'accelerate'];
const SAVE = 'pronto.save_pretrained(opcoes.saida)';

/** A call such as `LoraConfig(\n    r=4,\n)`. */
function call(name: string, fields: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `        ${key}=${literal(value)},`);
  return [`${name}(`, ...lines, '    )'].join('\n');
}

function literal(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

const LOAD = 'modelo = AutoModelForCausalLM.from_pretrained(base).float()';

function viaPeft(
  config: string,
  fields: Readonly<Record<string, unknown>>,
  notes: string[] = [],
): PythonPart {
  return {
    packages: [...PACKAGES, 'peft'],
    imports: `from peft import ${config}, get_peft_model`,
    code: `def carregar_modelo(base):
    ${LOAD}
    configuracao = ${call(config, { task_type: 'CAUSAL_LM', ...fields })}
    return get_peft_model(modelo, configuracao)`,
    save: SAVE,
    notes,
  };
}

function loraFields({ method, settings }: RunSpec) {
  return {
    r: settings.rank,
    lora_alpha: settings.alpha,
    target_modules: settings.targets,
    lora_dropout: 0.0,
    bias: 'none',
    use_rslora: settings.rsLora ?? false,
    use_dora: method === 'dora',
  };
}

function qlora(spec: RunSpec): PythonPart {
  const { base = 'nf4', blockSize = 64, doubleQuant = true } = spec.settings;
  const known = base === 'nf4' || base === 'fp4';
  const quantised = known
    ? call('BitsAndBytesConfig', {
        load_in_4bit: true,
        bnb_4bit_quant_type: base,
        bnb_4bit_use_double_quant: doubleQuant,
      }).replace(/\n {4}\)$/, '\n        bnb_4bit_compute_dtype=torch.float32,\n    )')
    : call('BitsAndBytesConfig', { load_in_8bit: true });
  const notes = [
    ...(known ? [] : [`O bitsandbytes não tem o tipo ${base} do laboratório: aqui a base fica em 8 bits.`]),
    ...(known && blockSize !== 64
      ? [`O bitsandbytes usa blocos de 64 pesos; o laboratório usou ${blockSize}.`]
      : []),
    'O bitsandbytes precisa de uma placa compatível; em mais de uma GPU, cada processo guarda a sua base.',
  ];
  return {
    packages: [...PACKAGES, 'peft', 'bitsandbytes'],
    imports:
      'from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training\nfrom transformers import BitsAndBytesConfig',
    code: `def carregar_modelo(base):
    quantizacao = ${quantised}
    placa = {"": Accelerator().process_index}
    modelo = AutoModelForCausalLM.from_pretrained(base, quantization_config=quantizacao, device_map=placa)
    modelo = prepare_model_for_kbit_training(modelo, use_gradient_checkpointing=False)
    configuracao = ${call('LoraConfig', { task_type: 'CAUSAL_LM', ...loraFields(spec) })}
    return get_peft_model(modelo, configuracao)`,
    save: SAVE,
    notes,
  };
}

const PREFIX_NOTE =
  'O laboratório começa o prefixo pelas chaves e valores de um texto real; a peft começa por um sorteio, e treina pior.';

const PROMPT_NOTE =
  'O laboratório começa o prompt pelas incorporações de um texto; aqui ele começa por palavras sorteadas.';

function bottleneckAdapter({ settings }: RunSpec): PythonPart {
  return {
    packages: PACKAGES,
    imports: 'import os',
    code: `class Gargalo(torch.nn.Module):
    """h + sobe(gelu(desce(h))): Houlsby e outros, 2019. A peft não tem este método."""

    def __init__(self, camada, largura, gargalo):
        super().__init__()
        self.camada = camada
        self.desce = torch.nn.Linear(largura, gargalo)
        self.sobe = torch.nn.Linear(gargalo, largura)
        torch.nn.init.zeros_(self.desce.bias)
        torch.nn.init.normal_(self.sobe.weight, std=1e-3)
        torch.nn.init.zeros_(self.sobe.bias)

    def forward(self, entrada):
        h = self.camada(entrada)
        return h + self.sobe(torch.nn.functional.gelu(self.desce(h)))


def carregar_modelo(base):
    ${LOAD}
    modelo.requires_grad_(False)
    largura = modelo.config.hidden_size
    for bloco in modelo.model.layers:
        bloco.self_attn.o_proj = Gargalo(bloco.self_attn.o_proj, largura, ${settings.bottleneck})
        bloco.mlp.down_proj = Gargalo(bloco.mlp.down_proj, largura, ${settings.bottleneck})
    return modelo`,
    save: `treinados = {nome: valor for nome, valor in pronto.state_dict().items() if ".desce." in nome or ".sobe." in nome}
        os.makedirs(opcoes.saida, exist_ok=True)
        torch.save(treinados, f"{opcoes.saida}/adaptador.pt")`,
    notes: ['Adapter-Tuning não está na peft: as duas redes por bloco são escritas aqui, em PyTorch.'],
  };
}

/** The part of the script that depends on the method. */
export function pythonPart(spec: RunSpec): PythonPart {
  const { settings } = spec;
  switch (spec.method) {
    case 'full':
      return {
        packages: PACKAGES,
        imports: '',
        code: `def carregar_modelo(base):\n    # Todos os pesos são treinados.\n    return AutoModelForCausalLM.from_pretrained(base).float()`,
        save: SAVE,
        notes: [],
      };
    case 'lora':
    case 'dora':
      return viaPeft('LoraConfig', loraFields(spec));
    case 'qlora':
      return qlora(spec);
    case 'vera':
      return viaPeft('VeraConfig', {
        r: settings.rank,
        target_modules: settings.targets,
        d_initial: settings.dInitial,
        projection_prng_key: 0,
        save_projection: true,
        vera_dropout: 0.0,
        bias: 'none',
      });
    case 'prefix':
      return viaPeft(
        'PrefixTuningConfig',
        { num_virtual_tokens: settings.length, prefix_projection: false },
        [PREFIX_NOTE],
      );
    case 'prompt':
      return viaPeft(
        'PromptTuningConfig',
        { num_virtual_tokens: settings.length, prompt_tuning_init: 'SAMPLE_VOCAB' },
        [PROMPT_NOTE],
      );
    case 'ia3':
      return viaPeft('IA3Config', {
        target_modules: settings.targets,
        feedforward_modules: (settings.targets ?? []).filter((target) => target === 'down_proj'),
      });
    case 'adapter':
      return bottleneckAdapter(spec);
  }
}
