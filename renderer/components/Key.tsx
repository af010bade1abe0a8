/** A key on a control that it works for. Screen readers hear of it in the list of shortcuts. */
export function Key({ children, wide }: { children: string; wide?: boolean }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a <kbd> takes no focus.
    <kbd className={wide ? 'wide' : undefined} aria-hidden="true">
      {children}
    </kbd>
  );
}
