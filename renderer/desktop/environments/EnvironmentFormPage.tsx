import './environments.css';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { findView, useDesktopState } from '../desktop-state.ts';
import { PlainFrame } from '../frame/PlainFrame.tsx';
import { FLEET, pathInto } from '../places.ts';
import { AddEnvironment } from './AddEnvironment.tsx';
import { EditEnvironment } from './EditEnvironment.tsx';

function Edit({ id }: { id: string }) {
  const { t } = useTranslation('desktop');
  const [, navigate] = useLocation();
  const view = useDesktopState((state) => findView(state, id));
  const title = view ? t('title.edit', { name: view.environment.name }) : t('gone.title');
  return (
    <PlainFrame title={title} {...(view ? { current: id, isProduction: view.environment.isProduction } : {})}>
      {view ? (
        <div className="body">
          <h1 className="form-title">{title}</h1>
          <EditEnvironment view={view} onSaved={() => navigate(pathInto(id))} onRemoved={() => navigate(FLEET)} />
        </div>
      ) : (
        <EmptyState title={t('gone.title')} text={t('gone.text')} />
      )}
    </PlainFrame>
  );
}

function Add() {
  const { t } = useTranslation('desktop');
  const [, navigate] = useLocation();
  return (
    <PlainFrame title={t('title.add')}>
      <div className="body">
        <h1 className="form-title">{t('title.add')}</h1>
        <AddEnvironment onAdded={(id) => navigate(pathInto(id))} />
      </div>
    </PlainFrame>
  );
}

/** The form of one environment; `new`: of one that is to be added. */
export default function EnvironmentFormPage({ id }: { id: string }) {
  return id === 'new' ? <Add /> : <Edit id={id} />;
}
