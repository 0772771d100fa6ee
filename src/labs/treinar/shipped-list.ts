/** The adapters that the site ships, by task: looked up when the site is built. */
import { existsSync } from 'node:fs';
import { TASKS, type TrainingTask } from '../training/tasks.ts';

const FOLDER = 'public/modelos/adaptadores';

export function shippedAdapters(): TrainingTask[] {
  return Object.keys(TASKS)
    .filter((name): name is TrainingTask => Object.hasOwn(TASKS, name))
    .filter((task) => existsSync(`${FOLDER}/${task}/adapter_config.json`));
}
