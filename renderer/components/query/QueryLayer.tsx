import type { Ref } from 'react';
import type { QueryPiece } from './query-parts.ts';

function Term({ piece }: { piece: QueryPiece }) {
  const classes = ['tok', piece.isEdited ? 'ed' : '', piece.isBad ? 'bad' : ''].filter(Boolean).join(' ');
  return (
    <span className={classes} data-start={piece.start}>
      {piece.parts?.map(({ text, look, isBad }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one term, in their order.
        <span key={n} className={isBad ? `${look} wrong` : look}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** A query drawn as terms, under the field that holds the same text: letter for letter in the same places. */
export function QueryLayer({ pieces, ref }: { pieces: readonly QueryPiece[]; ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} className="q-layer" aria-hidden="true">
      {pieces.map((piece) => (piece.parts ? <Term key={piece.start} piece={piece} /> : <span key={piece.start}>{piece.text}</span>))}
      {/* A last line that is empty has a height too. */}
      <span>{'​'}</span>
    </div>
  );
}
