import { t } from 'i18next';
import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/components/Button.tsx';

/** A fault of the console's own: says so, instead of a white page. */
export class CrashBoundary extends Component<{ children: ReactNode; resetKey?: string }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: { resetKey?: string }) {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="void" role="alert">
        <h1 className="strong">{t('shell:crash.title')}</h1>
        <p>{t('shell:crash.text')}</p>
        <Button look="main" icon="retry" onClick={() => window.location.reload()}>
          {t('shell:crash.reload')}
        </Button>
        <p className="mono t11 dim ltr">{error.message}</p>
      </div>
    );
  }
}
