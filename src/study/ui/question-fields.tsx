/** A question to answer: statement, fields by its kind and, once revealed, the key with a comment for every alternative. */
import { useId } from 'preact/hooks';
import { type BankQuestion, DIFFICULTIES, KINDS, LETTERS } from '../bank/bank.ts';
import { readNumbers } from '../rules/grade.ts';
import { Html } from './html.tsx';

const number = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 6 });

interface Props<Q extends BankQuestion = BankQuestion> {
  question: Q;
  response: string;
  onResponse: (response: string) => void;
  /** Whether key and comments are shown; the fields are then closed. */
  revealed: boolean;
}

export function QuestionFields(props: Props) {
  const { question } = props;
  const id = useId();
  return (
    <>
      <p class="ficha">
        <span>{question.subject}</span>
        <span>{KINDS[question.kind]}</span>
        <span>{DIFFICULTIES[question.difficulty]}</span>
        <span>{question.source}</span>
      </p>
      <Html id={id} class="enunciado" html={question.statement} />
      <Fields {...props} labelledBy={id} />
    </>
  );
}

type FieldsProps<Q extends BankQuestion = BankQuestion> = Props<Q> & { labelledBy: string };

function Fields({ question, ...rest }: FieldsProps) {
  switch (question.kind) {
    case 'multipla':
      return <Options question={question} {...rest} />;
    case 'certo-errado':
      return <RightOrWrong question={question} {...rest} />;
    case 'numerica':
      return <NumberField question={question} {...rest} />;
    case 'aberta':
      return <OpenField question={question} {...rest} />;
  }
}

function Options({
  question,
  response,
  onResponse,
  revealed,
  labelledBy,
}: FieldsProps<Extract<BankQuestion, { kind: 'multipla' }>>) {
  const name = useId();
  return (
    <fieldset class="opcoes" aria-labelledby={labelledBy}>
      {question.options.map((option, index) => {
        const value = String(index);
        const chosen = response === value;
        return (
          <div
            key={value}
            class={`opcao ${revealed ? (option.right ? 'certa' : chosen ? 'errada' : 'outra') : ''}`}
          >
            <label>
              <input
                type="radio"
                name={name}
                value={value}
                checked={chosen}
                disabled={revealed}
                onChange={() => onResponse(value)}
              />
              <b>{LETTERS[index]})</b> <Html as="span" html={option.text} />
            </label>
            {revealed && (
              <p class="comentario">
                <b>
                  {option.right ? '✓ Certa' : '✗ Errada'}
                  {chosen && ' (sua resposta)'}.
                </b>{' '}
                <Html as="span" html={option.comment} />
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function RightOrWrong({
  question,
  response,
  onResponse,
  revealed,
  labelledBy,
}: FieldsProps<Extract<BankQuestion, { kind: 'certo-errado' }>>) {
  const name = useId();
  const labels = { certo: 'Certo', errado: 'Errado' } as const;
  return (
    <>
      <fieldset class="opcoes lado-a-lado" aria-labelledby={labelledBy}>
        {(['certo', 'errado'] as const).map((value) => {
          const state = !revealed
            ? ''
            : value === question.right
              ? 'certa'
              : response === value
                ? 'errada'
                : 'outra';
          return (
            <div key={value} class={`opcao ${state}`}>
              <label>
                <input
                  type="radio"
                  name={name}
                  value={value}
                  checked={response === value}
                  disabled={revealed}
                  onChange={() => onResponse(value)}
                />
                <span>
                  {labels[value]}
                  {revealed && response === value && ' (sua resposta)'}
                </span>
              </label>
            </div>
          );
        })}
      </fieldset>
      {revealed && (
        <div class="comentario">
          <b>O item está {question.right}.</b> <Html as="span" html={question.comment} />
        </div>
      )}
    </>
  );
}

function NumberField({
  question,
  response,
  onResponse,
  revealed,
  labelledBy,
}: FieldsProps<Extract<BankQuestion, { kind: 'numerica' }>>) {
  const id = useId();
  const strange = response.trim() !== '' && readNumbers(response).length === 0;
  return (
    <>
      <p class="campo-numero">
        <label for={id}>Sua resposta{question.unit && `, em ${question.unit}`}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          maxLength={40}
          value={response}
          readOnly={revealed}
          aria-describedby={`${labelledBy} ${id}-ajuda`}
          aria-invalid={strange ? 'true' : undefined}
          onInput={({ currentTarget: { value } }) => onResponse(value)}
        />
        <small id={`${id}-ajuda`}>
          {strange
            ? 'Isto não é um número. Escreva, por exemplo, 65.536 ou 4,127.'
            : 'Com vírgula nas casas decimais: 4,127.'}
        </small>
      </p>
      {revealed && (
        <div class="comentario">
          <b>
            Resposta: {number.format(question.value)}
            {question.unit && ` ${question.unit}`}
            {question.tolerance > 0 && ` (aceita-se erro de até ${number.format(question.tolerance)})`}.
          </b>{' '}
          <Html as="span" html={question.comment} />
        </div>
      )}
    </>
  );
}

function OpenField({
  question,
  response,
  onResponse,
  revealed,
  labelledBy,
}: FieldsProps<Extract<BankQuestion, { kind: 'aberta' }>>) {
  const id = useId();
  return (
    <>
      <p class="campo-aberto">
        <label for={id}>Sua resposta</label>
        <textarea
          id={id}
          rows={7}
          maxLength={4000}
          value={response}
          readOnly={revealed}
          aria-describedby={labelledBy}
          onInput={({ currentTarget: { value } }) => onResponse(value)}
        />
      </p>
      {revealed && (
        <div class="comentario">
          <b>Resposta-modelo</b>
          <Html html={question.model} />
        </div>
      )}
    </>
  );
}
