/** Text of the bank, rendered at build time by the site itself. */
interface Props {
  /** Written by the build, with whatever HTML authors typed escaped. */
  html: string;
  as?: 'div' | 'span';
  class?: string;
  id?: string;
}

export function Html({ html, as: Tag = 'div', ...rest }: Props) {
  return <Tag {...rest} dangerouslySetInnerHTML={{ __html: html }} />;
}
