import type { Attributes, Context, Span, Tracer } from '@opentelemetry/api';

type Api = typeof import('@opentelemetry/api');

/** Past this, spans that the collector does not take are let go: a stop is promised within seconds. */
const EXPORT_WITHIN_MS = 2_000;

/** Nothing where no exporter is set: then nothing of OpenTelemetry is loaded, and a span costs one comparison. */
let tracing: { api: Api; tracer: Tracer } | undefined;

/** Starts to send traces to `exporter`, an OTLP/HTTP endpoint. Answers how to send what is left, and end. */
export async function startTraces(options: {
  exporter: URL;
  version: string;
  onError(error: Error): void;
}): Promise<{ name(attributes: Attributes): void; close(): Promise<void> }> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const say = (message: string) => options.onError(new Error(message));
  api.diag.setLogger({ error: say, warn: say, info() {}, debug() {}, verbose() {} }, api.DiagLogLevel.WARN);
  /** What is known of the process only later. */
  const named: Attributes = {};
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'syncdeck', 'service.version': options.version }),
    spanProcessors: [
      { onStart: (span) => void span.setAttributes(named), onEnd() {}, forceFlush: async () => {}, shutdown: async () => {} },
      new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url: options.exporter.href, timeoutMillis: EXPORT_WITHIN_MS }), {
        scheduledDelayMillis: 1_000,
        exportTimeoutMillis: EXPORT_WITHIN_MS,
      }),
    ],
  });
  provider.register();
  tracing = { api, tracer: provider.getTracer('syncdeck', options.version) };
  return {
    name: (attributes) => void Object.assign(named, attributes),
    async close() {
      tracing = undefined;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, EXPORT_WITHIN_MS);
      });
      await Promise.race([provider.shutdown().catch(options.onError), late]);
      clearTimeout(timer);
      api.trace.disable();
      api.context.disable();
      api.propagation.disable();
      api.diag.disable();
    },
  };
}

/** The trace and span that this moment belongs to, as W3C's `traceparent`; nothing outside of one. */
export function currentTraceparent(): string | undefined {
  if (!tracing) return undefined;
  const carrier: { traceparent?: string } = {};
  tracing.api.propagation.inject(tracing.api.context.active(), carrier);
  return carrier.traceparent;
}

function contextOf(api: Api, parent: string | null | undefined): Context {
  if (parent === undefined) return api.context.active();
  return parent === null ? api.ROOT_CONTEXT : api.propagation.extract(api.ROOT_CONTEXT, { traceparent: parent });
}

/** A refusal is an answer like others; what nobody foresaw is an error. */
function record(api: Api, span: Span, error: unknown): void {
  const { status, code, message } = error as { status?: number; code?: string; message?: string };
  if (typeof status === 'number') span.setAttribute('http.response.status_code', status);
  if (typeof code === 'string') span.setAttribute('error.type', code);
  if (typeof status === 'number' && status < 500) return;
  span.recordException(error as Error);
  span.setStatus({ code: api.SpanStatusCode.ERROR, message: message ?? String(error) });
}

/** What a span is told while it is under way. */
export interface Noting {
  set(attributes: Attributes): void;
  fail(error: unknown): void;
}
const nothing: Noting = { set() {}, fail() {} };

/**
 * Does `work` within a span, which what it awaits belongs to as well. Its parent is the one under way, or that of the `traceparent`;
 * with null it begins a trace of its own.
 */
export function withSpan<T>(name: string, attributes: Attributes, work: (span: Noting) => Promise<T>, parent?: string | null): Promise<T> {
  if (!tracing) return work(nothing);
  const { api, tracer } = tracing;
  return tracer.startActiveSpan(name, { attributes }, contextOf(api, parent), async (span) => {
    try {
      return await work({ set: (more) => void span.setAttributes(more), fail: (error) => record(api, span, error) });
    } catch (error) {
      record(api, span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}
