/**
 * The same run in Python, for real hardware: `transformers` and `peft` where they have the method, plain PyTorch modules
 * where they do not, `accelerate` for one GPU or many. Names and defaults follow `peft` (src/peft/tuners).
 */
import { type PythonPart, pythonPart } from './python-methods.ts';
import type { RunSpec } from './run-spec.ts';

/** What every run shares beside its own settings. */
export interface TrainingConstants {
  readonly warmupSteps: number;
  readonly betas: readonly [number, number];
  /** Largest norm of the gradient. */
  readonly clip: number;
}

/** The whole script. Comments are in Portuguese: a reader of the site runs it. */
export function pythonScript(spec: RunSpec, constants: TrainingConstants): string {
  const part = pythonPart(spec);
  return [header(spec, part), settings(spec, constants), DATA, part.code, MAIN(part)].join('\n\n\n');
}

function header({ method }: RunSpec, { packages, imports, notes }: PythonPart): string {
  return `"""O mesmo treino do laboratório, em Python.

Instale:      pip install ${packages.join(' ')}
Uma GPU:      python treinar.py --base base --dados treino.jsonl
Várias GPUs:  accelerate launch treinar.py --base base --dados treino.jsonl

--base   pasta do modelo base (a do site, ou outro modelo Llama: troque também a taxa de aprendizado)
--dados  exemplos, um por linha: {"prompt": "...", "completion": "..."}
${notes.map((note) => `\n${note}`).join('')}
A ordem dos exemplos e o sorteio inicial vêm de outro gerador: a curva fica parecida, não igual (${method}).
"""
import argparse
import json

import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch.utils.data import DataLoader
from transformers import AutoModelForCausalLM, AutoTokenizer, get_linear_schedule_with_warmup
${imports}`.trimEnd();
}

function settings({ steps, batch, learningRate, seed }: RunSpec, constants: TrainingConstants): string {
  const { warmupSteps, betas, clip } = constants;
  return `PASSOS = ${steps}
LOTE = ${batch}  # exemplos por passo, somadas todas as GPUs
TAXA = ${learningRate}
AQUECIMENTO = ${warmupSteps}  # passos em que a taxa sobe; depois ela cai em linha reta até zero
BETAS = (${betas.join(', ')})
NORMA_MAXIMA = ${clip}
SEMENTE = ${seed}`;
}

const DATA = `def ler_exemplos(caminho, tokenizador):
    """Cada exemplo vira <s> prompt resposta </s>; só a resposta e o fim contam na perda."""
    exemplos = []
    with open(caminho, encoding="utf-8") as arquivo:
        for linha in arquivo:
            par = json.loads(linha)
            prompt = tokenizador(par["prompt"], add_special_tokens=False).input_ids
            resposta = tokenizador(par["completion"], add_special_tokens=False).input_ids
            prompt = [tokenizador.bos_token_id, *prompt]
            resposta = [*resposta, tokenizador.eos_token_id]
            exemplos.append({"ids": prompt + resposta, "rotulos": [-100] * len(prompt) + resposta})
    return exemplos


def montar_lote(exemplos, enchimento):
    tamanho = max(len(exemplo["ids"]) for exemplo in exemplos)
    ids, rotulos, mascara = [], [], []
    for exemplo in exemplos:
        falta = tamanho - len(exemplo["ids"])
        ids.append(exemplo["ids"] + [enchimento] * falta)
        rotulos.append(exemplo["rotulos"] + [-100] * falta)
        mascara.append([1] * len(exemplo["ids"]) + [0] * falta)
    return {
        "input_ids": torch.tensor(ids),
        "labels": torch.tensor(rotulos),
        "attention_mask": torch.tensor(mascara),
    }`;

const MAIN = ({ save }: PythonPart): string => `def main():
    opcoes = argparse.ArgumentParser()
    opcoes.add_argument("--base", required=True)
    opcoes.add_argument("--dados", required=True)
    opcoes.add_argument("--saida", default="adaptador")
    opcoes = opcoes.parse_args()

    acelerador = Accelerator()
    set_seed(SEMENTE)
    tokenizador = AutoTokenizer.from_pretrained(opcoes.base)
    enchimento = tokenizador.pad_token_id if tokenizador.pad_token_id is not None else tokenizador.eos_token_id
    exemplos = ler_exemplos(opcoes.dados, tokenizador)
    if len(exemplos) < LOTE:
        raise SystemExit(f"{opcoes.dados} tem {len(exemplos)} exemplos, e um passo usa {LOTE}: dê mais, ou diminua LOTE.")
    modelo = carregar_modelo(opcoes.base)
    treinaveis = [parametro for parametro in modelo.parameters() if parametro.requires_grad]
    acelerador.print(sum(parametro.numel() for parametro in treinaveis), "parâmetros treináveis")

    lotes = DataLoader(
        exemplos,
        batch_size=max(1, LOTE // acelerador.num_processes),
        shuffle=True,
        drop_last=True,
        collate_fn=lambda parte: montar_lote(parte, enchimento),
    )
    otimizador = torch.optim.AdamW(treinaveis, lr=TAXA, betas=BETAS, weight_decay=0.0)
    # O accelerate avança o agendador uma vez por processo.
    taxa = get_linear_schedule_with_warmup(
        otimizador, AQUECIMENTO * acelerador.num_processes, PASSOS * acelerador.num_processes
    )
    modelo, otimizador, lotes, taxa = acelerador.prepare(modelo, otimizador, lotes, taxa)

    modelo.train()
    passo = 0
    while passo < PASSOS:
        for lote in lotes:
            perda = modelo(**lote).loss
            acelerador.backward(perda)
            acelerador.clip_grad_norm_(treinaveis, NORMA_MAXIMA)
            otimizador.step()
            taxa.step()
            otimizador.zero_grad()
            passo += 1
            if passo % 10 == 0:
                acelerador.print(f"passo {passo}: perda {perda.item():.4f}")
            if passo == PASSOS:
                break

    acelerador.wait_for_everyone()
    if acelerador.is_main_process:
        pronto = acelerador.unwrap_model(modelo)
        ${save}
        tokenizador.save_pretrained(opcoes.saida)


if __name__ == "__main__":
    main()
`;
