import type { DesktopState } from '#electron/bridge/desktop-state.ts';
import type { Failure } from '#electron/bridge/failure.ts';
import { DesktopPlaces } from '#renderer/desktop/DesktopApp.tsx';
import { EnvironmentFields } from '#renderer/desktop/environments/EnvironmentFields.tsx';
import { emptyForm } from '#renderer/desktop/environments/environment-form.ts';
import '#renderer/desktop/environments/environments.css';
import { TestSentence } from '#renderer/desktop/environments/TestSentence.tsx';
import { openSwitcher } from '#renderer/desktop/frame/switcher-store.ts';
import { RuleForm } from '#renderer/desktop/settings/RuleForm.tsx';
import '#renderer/desktop/settings/desktop-settings.css';
import { confirm } from '#renderer/stores/dialogs.ts';
import { cairoWith, desktopState, fleet, local, localAs, production, refused, staging } from '../data/desktop.ts';
import { ago, HOUR, MINUTE } from '../data/moments.ts';
import type { FixedDesktop } from '../fixed-bridge.ts';
import { Once } from '../Once.tsx';
import { Sample } from '../Sample.tsx';
import type { Section } from '../section.ts';

const whole = { isWhole: true, content: <DesktopPlaces /> } as const;
const over = (state: DesktopState = desktopState(), more: Partial<FixedDesktop> = {}): FixedDesktop => ({ state, ...more });
const fault = (code: string, message = code, status = 503): Failure => ({ code, status, message });

const log = [
  JSON.stringify({ level: 30, time: ago(50_000).getTime(), msg: 'embedded PostgreSQL 18.4 starts' }),
  JSON.stringify({ level: 40, time: ago(49_200).getTime(), msg: 'bind 127.0.0.1:5433 in use' }),
  JSON.stringify({
    level: 50,
    time: ago(49_100).getTime(),
    msg: 'the database did not start',
    err: { message: 'could not create any TCP sockets' },
  }),
  'FATAL:  could not create any TCP sockets',
];
const givenUp = localAs(
  { state: 'given up', reason: 'Port 5433 is taken by another program (process 4118).', log },
  { health: 'failing', user: null, connection: { kind: 'offline', since: ago(MINUTE), reason: fault('DISCONNECTED'), retryAt: null } },
);
const restarting = localAs(
  { state: 'restarting', attempt: 2, at: ago(-4_000), reason: 'It ended with code 1.' },
  { health: 'attention', connection: { kind: 'offline', since: ago(6_000), reason: fault('DISCONNECTED'), retryAt: ago(-4_000) } },
);
const starting = localAs({ state: 'starting' }, { health: 'attention', user: null, connection: { kind: 'connecting', since: ago(9_000) } });
const stopped = localAs({ state: 'stopped' }, { health: 'unknown', user: null });

const unsigned = { ...staging, status: { ...staging.status, user: null, health: 'unknown' as const } };
const noKeyStore = { isAvailable: false, why: 'No keyring service answers on the session bus.' } as const;

/** Where the person is, and what stands there. */
const places: readonly Section[] = [
  { ...whole, id: 'fleet', path: '/fleet', desktop: over() },
  { ...whole, id: 'fleet-search', path: '/fleet?q=status%3Afailed', desktop: over() },
  { ...whole, id: 'fleet-alone', path: '/fleet', desktop: over(desktopState([local])) },
  { ...whole, id: 'desktop-production', path: '/e/production-eu/control', desktop: over() },
  { ...whole, id: 'desktop-read-only', path: '/e/production-jakarta/control', desktop: over() },
  { ...whole, id: 'desktop-lost', path: '/e/cairo-schools/overview', desktop: over(desktopState(), { breaks: ['cairo-schools'] }) },
  { ...whole, id: 'desktop-refused', path: '/e/cairo-schools/overview', desktop: over() },
  {
    ...whole,
    id: 'desktop-untrusted',
    path: '/e/cairo-schools/overview',
    desktop: over(desktopState([local, cairoWith(fault('TLS_UNTRUSTED', 'self-signed certificate in certificate chain'))])),
  },
  {
    ...whole,
    id: 'desktop-mismatch',
    path: '/e/cairo-schools/overview',
    desktop: over(desktopState([local, cairoWith(fault('VERSION_MISMATCH', 'This console is too old', 426), { contractVersion: '9.0' })])),
  },
  {
    ...whole,
    id: 'desktop-sign-in',
    path: '/e/staging/overview',
    desktop: over(desktopState([local, unsigned, production], { keyStore: noKeyStore })),
  },
  { ...whole, id: 'desktop-gone', path: '/e/nowhere/overview', desktop: over() },
  { ...whole, id: 'local-starting', path: '/e/local/overview', desktop: over(desktopState([starting])) },
  { ...whole, id: 'local-restarting', path: '/e/local/overview', desktop: over(desktopState([restarting]), { breaks: ['local'] }) },
  { ...whole, id: 'local-given-up', path: '/e/local/overview', desktop: over(desktopState([givenUp, staging])) },
  { ...whole, id: 'local-stopped', path: '/e/local/overview', desktop: over(desktopState([stopped])) },
  {
    ...whole,
    id: 'environment-add',
    path: '/desktop/environments/new',
    desktop: over(desktopState(fleet, { keyStore: noKeyStore }), { answers: { 'environments:add': () => staging.environment } }),
  },
  {
    ...whole,
    id: 'environment-offered',
    path: '/desktop/environments/new',
    desktop: over(desktopState(), {
      pushes: { 'environment:offered': { name: 'Medina', url: 'https://sync.medina.example', color: 'orange', tags: ['customer'] } },
    }),
  },
  {
    ...whole,
    id: 'environment-edit',
    path: '/desktop/environments/production-eu',
    desktop: over(desktopState(), {
      answers: { 'environments:test': () => ({ isReachable: true, contractVersion: '4.2', roundTripMs: 14 }) },
    }),
  },
  {
    ...whole,
    id: 'desktop-settings',
    path: '/desktop',
    desktop: over(
      desktopState(fleet, {
        keyStore: noKeyStore,
        mutedUntil: ago(-HOUR),
        updates: { kind: 'downloading', version: '0.2.0', percent: 41 },
      }),
    ),
  },
];

const overlays: readonly Section[] = [
  {
    isWhole: true,
    id: 'switcher',
    path: '/e/production-eu/overview',
    desktop: over(),
    content: (
      <>
        <DesktopPlaces />
        <Once run={openSwitcher} />
      </>
    ),
  },
  {
    isWhole: true,
    id: 'confirm-production',
    path: '/e/production-eu/settings',
    desktop: over(),
    content: (
      <>
        <DesktopPlaces />
        <Once
          // Once the console behind it has said what has to be typed.
          run={() =>
            setTimeout(
              () =>
                void confirm({
                  title: 'Delete 4,218 jobs?',
                  text: 'The jobs, their logs and their attempts go for good.',
                  confirmLabel: 'Delete 4,218 jobs',
                  tone: 'risk',
                  asksReason: true,
                }),
              300,
            )
          }
        />
      </>
    ),
  },
];

const nothing = () => {};
const rule = {
  id: 'long',
  isOn: true,
  event: 'long run',
  environments: ['staging', 'production-eu'],
  jobTypes: ['quran', 'audio'],
  priority: { from: 1, to: 3 },
  afterMinutes: 90,
  deliver: 'quiet',
  hasSound: true,
} as const;

const parts: readonly Section[] = [
  {
    id: 'environment-wrong',
    desktop: over(),
    content: (
      <Sample name="remote, refused" width={600}>
        <EnvironmentFields
          form={{ ...emptyForm, url: 'http://sync.example.com', proxyMode: 'manual', caFile: '/etc/ssl/our-authority.pem' }}
          kind="remote"
          issues={{ name: 'must not be empty', url: 'must end before any ? or #', proxy: 'must be the address of an HTTP proxy' }}
          onChange={nothing}
        />
      </Sample>
    ),
  },
  {
    id: 'connection-tests',
    desktop: over(),
    content: (
      <>
        <Sample name="under way" width={560}>
          <p className="pad">
            <TestSentence result="testing" />
          </p>
        </Sample>
        <Sample name="reachable" width={560}>
          <p className="pad">
            <TestSentence result={{ isReachable: true, contractVersion: '4.2', roundTripMs: 14 }} />
          </p>
        </Sample>
        {[refused, fault('NAME_NOT_FOUND'), fault('TLS_UNTRUSTED'), fault('NOT_SYNCDECK'), fault('VERSION_MISMATCH')].map((reason) => (
          <Sample key={reason.code} name={reason.code} width={560}>
            <p className="pad">
              <TestSentence result={{ isReachable: false, reason }} />
            </p>
          </Sample>
        ))}
      </>
    ),
  },
  {
    id: 'notification-rule',
    desktop: over(),
    content: (
      <Sample name="of long runs, in two environments" width={560}>
        <div className="rule is-open">
          <RuleForm
            rule={{ ...rule, environments: [...rule.environments], jobTypes: [...rule.jobTypes] }}
            isNew={false}
            onSave={async () => {}}
            onClose={nothing}
          />
        </div>
      </Sample>
    ),
  },
];

export const desktopSections: readonly Section[] = [...places, ...overlays, ...parts];
