/** Writes on from a prompt, token by token, by the base alone or with an adapter plugged in. */
import { BOS_ID } from '../../../kernels/text/tokenizer.ts';
import { Generator } from '../../../kernels/train/generate.ts';
import { giveWay, type Job } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';
import { type AdapterData, withAdapter } from './plugged.ts';

export interface GenerateRequest {
  /** Text to go on from; may be empty. */
  readonly prompt: string;
  readonly maxTokens: number;
  /** 0: always the likeliest token. */
  readonly temperature: number;
  readonly seed: number;
  readonly adapter?: AdapterData | undefined;
}

/** The text so far. */
export interface GenerateEvent {
  readonly text: string;
}

export const generate: Job<GenerateRequest, GenerateEvent, string> = async (request, context) => {
  const { engine, signal, emit } = context;
  const { model, tokenizer } = await context.base();
  const prompt = [BOS_ID, ...tokenizer.encode(request.prompt)];
  const room = model.config.maxPositions / 2;
  if (prompt.length > room) {
    throw new RuntimeProblem({
      what: `O texto tem ${prompt.length} tokens, e aqui o modelo lê até ${room}.`,
      remedy: 'Comece com um texto mais curto.',
    });
  }
  return withAdapter(engine, model, request.adapter, async (plugged, theta) => {
    const generator = await Generator.create(engine, model, plugged);
    const tokens: number[] = [];
    try {
      await generator.generate({
        prompt,
        theta,
        signal,
        maxTokens: request.maxTokens,
        temperature: request.temperature,
        seed: request.seed,
        stopToken: model.config.eosTokenId,
        onToken(token) {
          tokens.push(token);
          emit({ text: tokenizer.decode(tokens) });
        },
      });
      await giveWay();
      return tokenizer.decode(tokens);
    } finally {
      await generator.dispose();
    }
  });
};
