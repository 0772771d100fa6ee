/** The adapters that the site ships, one folder a task, as `peft` writes them. */

export interface AdapterFiles {
  readonly config: Uint8Array<ArrayBuffer>;
  readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * The two files of a shipped adapter; undefined if the site ships none for the task.
 * @param folder address of the adapters' folder, with a final slash
 * @throws TypeError without a connection; Error on any other answer of the server
 */
export async function fetchAdapter(
  folder: string,
  task: string,
  signal?: AbortSignal,
): Promise<AdapterFiles | undefined> {
  const read = async (name: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const response = await fetch(`${folder}${task}/${name}`, signal ? { signal } : {});
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const [config, weights] = await Promise.all([
    read('adapter_config.json'),
    read('adapter_model.safetensors'),
  ]);
  return config && weights ? { config, weights } : undefined;
}
