/** The form that narrows the bank: the same on every study page. */
import { DIFFICULTIES, type Difficulty, KINDS, type Kind } from '../bank/bank.ts';
import { type Filter, MARKS, type Mark } from '../rules/filter.ts';

interface Props {
  filter: Filter;
  subjects: readonly string[];
  onChange: (filter: Filter) => void;
  disabled?: boolean;
}

const keysOf = <K extends string>(table: Readonly<Record<K, string>>): [K, string][] => {
  const entries: [K, string][] = [];
  for (const key in table) entries.push([key, table[key]]);
  return entries;
};

const KIND_LABELS = keysOf<Kind>(KINDS);
const DIFFICULTY_LABELS = keysOf<Difficulty>(DIFFICULTIES);
const MARK_LABELS = keysOf<Mark>(MARKS);

export function FilterFields({ filter, subjects, onChange, disabled = false }: Props) {
  const subjectLabels = subjects.map((subject): [string, string] => [subject, subject]);
  return (
    <div class="filtros-estudo">
      <Chips
        legend="Assunto"
        labels={subjectLabels}
        chosen={filter.subjects}
        disabled={disabled}
        onChange={(next) => onChange({ ...filter, subjects: next })}
      />
      <Chips
        legend="Tipo"
        labels={KIND_LABELS}
        chosen={filter.kinds}
        disabled={disabled}
        onChange={(kinds) => onChange({ ...filter, kinds })}
      />
      <Chips
        legend="Dificuldade"
        labels={DIFFICULTY_LABELS}
        chosen={filter.difficulties}
        disabled={disabled}
        onChange={(difficulties) => onChange({ ...filter, difficulties })}
      />
      <Chips
        legend="Só as questões"
        labels={MARK_LABELS}
        chosen={filter.marks}
        disabled={disabled}
        onChange={(marks) => onChange({ ...filter, marks })}
      />
    </div>
  );
}

interface ChipsProps<K extends string> {
  legend: string;
  labels: readonly [K, string][];
  chosen: readonly K[];
  disabled: boolean;
  onChange: (chosen: K[]) => void;
}

function Chips<K extends string>({ legend, labels, chosen, disabled, onChange }: ChipsProps<K>) {
  return (
    <fieldset class="fichas" disabled={disabled}>
      <legend>{legend}</legend>
      {labels.map(([key, label]) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(
                labels.map(([one]) => one).filter((one) => (one === key ? checked : chosen.includes(one))),
              )
            }
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** "LoRA, QLoRA · numérica · difícil", or that all are wanted. */
export function describeFilter({ subjects, kinds, difficulties, marks }: Filter): string {
  const parts = [
    subjects.join(', '),
    kinds.map((kind) => KINDS[kind]).join(', '),
    difficulties.map((difficulty) => DIFFICULTIES[difficulty]).join(', '),
    marks.map((mark) => MARKS[mark]).join(', '),
  ].filter(Boolean);
  return parts.join(' · ') || 'todas';
}
