import { BOS_ID, type Tokenizer } from '../text/tokenizer.ts';
import type { Engine } from '../train/engine.ts';
import { Generator } from '../train/generate.ts';
import type { HeldModel } from '../train/held.ts';

/** The temperature is that of the labs when they draw with restraint, so that readers meet there what they see here. */
export const SAMPLES = { count: 20, temperature: 0.7, maxTokens: 80 } as const;

/** What a base writes by itself, one text a seed from 0 on, none chosen. */
export async function writeSamples(engine: Engine, base: HeldModel, tokenizer: Tokenizer): Promise<string[]> {
  const generator = await Generator.create(engine, base);
  const samples: string[] = [];
  for (let seed = 0; seed < SAMPLES.count; seed++) {
    const tokens = await generator.generate({
      prompt: [BOS_ID],
      maxTokens: SAMPLES.maxTokens,
      temperature: SAMPLES.temperature,
      seed,
      stopToken: base.config.eosTokenId,
    });
    samples.push(tokenizer.decode(tokens));
  }
  await generator.dispose();
  return samples;
}
