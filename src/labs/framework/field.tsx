/** One control: a native input for each type of row, with its label, help and error. */
import { useId, useState } from 'preact/hooks';
import { formatDecimal } from '../../charts/format.ts';
import { readValue } from './permalink.ts';
import type { BooleanRow, ChoiceRow, NumberRow, RangeRow, Row, SetRow, TextRow, Value } from './rows.ts';
import { namesIn, setOf } from './rows.ts';

interface FieldProps<R extends Row> {
  row: R;
  value: Value;
  onChange: (value: Value) => void;
}

export function Field({ row, ...rest }: FieldProps<Row>) {
  switch (row.type) {
    case 'number':
      return <NumberField row={row} {...rest} />;
    case 'range':
      return <RangeField row={row} {...rest} />;
    case 'choice':
      return row.look === 'radios' ? <RadioField row={row} {...rest} /> : <MenuField row={row} {...rest} />;
    case 'boolean':
      return <BooleanField row={row} {...rest} />;
    case 'text':
      return <TextField row={row} {...rest} />;
    case 'set':
      return <SetField row={row} {...rest} />;
  }
}

function Help({ id, row }: { id: string; row: Row }) {
  return row.help ? (
    <small id={`${id}-ajuda`} class="campo-ajuda">
      {row.help}
    </small>
  ) : null;
}

function describedBy(id: string, row: Row, error?: string): string | undefined {
  const ids = [row.help && `${id}-ajuda`, error && `${id}-erro`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A typed number is taken over once it is valid; until then the lab keeps the last one and the field says why. */
function NumberField({ row, value, onChange }: FieldProps<NumberRow>) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const reading = draft === undefined ? undefined : readValue(row, draft);
  const error =
    reading?.notice &&
    `Digite um número de ${formatDecimal(row.min)} a ${formatDecimal(row.max)}${row.integer ? ', sem casas decimais' : ''}.`;
  return (
    <div class="campo">
      <label for={id}>
        {row.label}
        {row.unit && <span class="campo-unidade"> ({row.unit})</span>}
      </label>
      <input
        id={id}
        type="text"
        inputMode={row.integer ? 'numeric' : 'decimal'}
        autocomplete="off"
        name={row.key}
        value={draft ?? String(value).replace('.', ',')}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(id, row, error)}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setDraft(typed);
          const read = readValue(row, typed);
          if (!read.notice) onChange(read.value);
        }}
        onBlur={() => setDraft(undefined)}
      />
      <Help id={id} row={row} />
      {error && (
        <small id={`${id}-erro`} class="campo-erro">
          {error}
        </small>
      )}
    </div>
  );
}

function RangeField({ row, value, onChange }: FieldProps<RangeRow>) {
  const id = useId();
  const unit = row.unit === '%' ? '%' : row.unit ? ` ${row.unit}` : '';
  const shown = typeof value === 'number' ? formatDecimal(value, 6) + unit : '';
  const place = typeof value === 'number' ? row.values.indexOf(value) : 0;
  return (
    <div class="campo">
      <span class="campo-linha">
        <label for={id}>{row.label}</label>
        <output for={id}>{shown}</output>
      </span>
      <input
        id={id}
        type="range"
        name={row.key}
        min={0}
        max={row.values.length - 1}
        step={1}
        value={place}
        aria-valuetext={shown}
        aria-describedby={describedBy(id, row)}
        onInput={(event) => {
          const chosen = row.values[Number(event.currentTarget.value)];
          if (chosen !== undefined) onChange(chosen);
        }}
      />
      <Help id={id} row={row} />
    </div>
  );
}

function MenuField({ row, value, onChange }: FieldProps<ChoiceRow>) {
  const id = useId();
  return (
    <div class="campo">
      <label for={id}>{row.label}</label>
      <select
        id={id}
        name={row.key}
        value={String(value)}
        aria-describedby={describedBy(id, row)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {Object.entries(row.options).map(([option, label]) => (
          <option key={option} value={option} selected={option === value}>
            {label}
          </option>
        ))}
      </select>
      <Help id={id} row={row} />
    </div>
  );
}

function RadioField({ row, value, onChange }: FieldProps<ChoiceRow>) {
  const id = useId();
  return (
    <div
      class="campo campo-opcoes"
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={describedBy(id, row)}
    >
      <span id={id} class="campo-nome">
        {row.label}
      </span>
      <span class="campo-lista">
        {Object.entries(row.options).map(([option, label]) => (
          <label key={option}>
            <input
              type="radio"
              name={`${id}-${row.key}`}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{label}</span>
          </label>
        ))}
      </span>
      <Help id={id} row={row} />
    </div>
  );
}

function BooleanField({ row, value, onChange }: FieldProps<BooleanRow>) {
  const id = useId();
  return (
    <div class="campo">
      <label class="campo-chave">
        <input
          type="checkbox"
          name={row.key}
          checked={value === true}
          aria-describedby={describedBy(id, row)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{row.label}</span>
      </label>
      <Help id={id} row={row} />
    </div>
  );
}

function TextField({ row, value, onChange }: FieldProps<TextRow>) {
  const id = useId();
  return (
    <div class="campo">
      <label for={id}>{row.label}</label>
      <input
        id={id}
        type="text"
        name={row.key}
        maxLength={row.maxLength}
        value={String(value)}
        aria-describedby={describedBy(id, row)}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <Help id={id} row={row} />
    </div>
  );
}

/** The last option that is ticked stays ticked: a set is never empty. */
function SetField({ row, value, onChange }: FieldProps<SetRow>) {
  const id = useId();
  const chosen = namesIn(String(value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the group's fieldset would nest its legend
    <div class="campo campo-opcoes" role="group" aria-labelledby={id} aria-describedby={describedBy(id, row)}>
      <span id={id} class="campo-nome">
        {row.label}
      </span>
      <span class="campo-lista">
        {Object.entries(row.options).map(([option, label]) => (
          <label key={option}>
            <input
              type="checkbox"
              name={`${row.key}-${option}`}
              checked={chosen.includes(option)}
              onChange={(event) => {
                const others = chosen.filter((name) => name !== option);
                const next = setOf(row, event.currentTarget.checked ? [...others, option] : others);
                if (next) onChange(next);
                else event.currentTarget.checked = true;
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </span>
      <Help id={id} row={row} />
    </div>
  );
}
