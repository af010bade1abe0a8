import { type ReactNode, useId } from 'react';

/** A titled box of a page. `more` stands at the end of its head. */
export function Panel(props: {
  title: string;
  about?: ReactNode;
  more?: ReactNode;
  line?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={props.className ? `panel ${props.className}` : 'panel'} aria-labelledby={id}>
      <div className={props.line ? 'ph line' : 'ph'}>
        <h2 id={id}>{props.title}</h2>
        {props.about && <span className="dim el">{props.about}</span>}
        {props.more && <span className="row end">{props.more}</span>}
      </div>
      {props.children}
    </section>
  );
}
