import { BOS_ID } from '../text/tokenizer.ts';
import { Generator } from '../train/generate.ts';
import type { Command } from './command.ts';
import { CliError } from './error.ts';
import { requireTokenizer } from './files.ts';
import { openPlugged, PLUGGED_OPTIONS } from './plugged.ts';

export const generate: Command = {
  summary: 'continua um texto, com adaptador ou sem ele',
  options: {
    ...PLUGGED_OPTIONS,
    prompt: { kind: 'text', value: 'TEXTO', help: 'texto a continuar', required: true },
    'max-tokens': { kind: 'integer', value: 'N', help: 'tokens a escrever, no máximo (padrão: 64)', min: 1 },
    temperature: { kind: 'number', value: 'X', help: '0: sempre o mais provável (padrão)', min: 0 },
    'top-k': { kind: 'integer', value: 'N', help: 'sorteia só entre os N mais prováveis', min: 1 },
    seed: { kind: 'integer', value: 'N', help: 'semente do sorteio (padrão: 0)', min: 0 },
  },

  async run(options, { log }) {
    const { engine, folder, base, plugged, theta } = openPlugged(options);
    const tokenizer = requireTokenizer(folder, 'ler o texto');
    const prompt = [BOS_ID, ...tokenizer.encode(options.requiredText('prompt'))];
    if (prompt.length > folder.config.maxPositions) {
      throw new CliError(
        `O texto tem ${prompt.length} tokens, mas o modelo lê no máximo ${folder.config.maxPositions}. Encurte-o.`,
      );
    }
    const generator = await Generator.create(engine, base, plugged);
    const tokens = await generator.generate({
      prompt,
      theta,
      maxTokens: options.number('max-tokens') ?? 64,
      temperature: options.number('temperature') ?? 0,
      topK: options.number('top-k'),
      seed: options.number('seed') ?? 0,
      stopToken: folder.config.eosTokenId,
    });
    const text = tokenizer.decode(tokens);
    log(text);
    return { text, tokens };
  },
};
