import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommandName, ErrorCode, Roster } from './protocol/index.ts';

export type TicketUses = 'accepted' | 'refused';
export type ConnectionRefusal = ErrorCode | 'foreign-origin' | 'too-many-attempts' | 'draining';

/** What is read when Prometheus asks, rather than counted at each change. */
export type GaugeSources = { connections(): number; rooms(): number; listRosters(): Promise<Roster[]> };

export type Metrics = ReturnType<typeof createMetrics>;

const NANOSECONDS = 1e9;

/** All numbers of this service. No label may name a room or a person: that would grow without end. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `coup_signaling_${name}`, help, labelNames, registers });

  const acks = counter('acks_total', 'Commands answered, by outcome.', ['command', 'outcome']);
  const latency = new Histogram({
    name: 'coup_signaling_handler_seconds',
    help: 'Time from a command to its answer.',
    labelNames: ['command'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const refusals = counter('refused_connections_total', 'Connections refused, by reason.', ['reason']);
  const tickets = counter('tickets_total', 'Tickets shown at a join.', ['use']);
  const faults = counter('faults_total', 'Errors that nobody expected, by where they were caught.', ['where']);
  const messages = counter('messages_total', 'Chat messages stored.');
  const publishes = counter('dropped_publishes_total', 'Broadcasts that Redis did not take.');
  const backpressure = counter('backpressure_closes_total', 'Sockets closed because they did not read.');
  const floods = counter('flood_disconnects_total', 'Sockets closed because they sent too much.');
  registerProcessGauges(registers);

  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    watch: (sources: GaugeSources) => registerGauges(registers, sources),
    countCommand(command: CommandName | 'unknown', outcome: ErrorCode | 'ok', startedMs: number): void {
      acks.inc({ command, outcome });
      latency.observe({ command }, (performance.now() - startedMs) / 1_000);
    },
    countRefusal: (reason: ConnectionRefusal) => refusals.inc({ reason }),
    countTicket: (use: TicketUses) => tickets.inc({ use }),
    countFault: (where: string) => faults.inc({ where }),
    countMessages: (count: number) => messages.inc(count),
    countDroppedPublish: () => publishes.inc(),
    countBackpressureClose: () => backpressure.inc(),
    countFlood: () => floods.inc(),
  };
}

function createGauges(registers: Registry[]) {
  return (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name: `coup_signaling_${name}`,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
}

function registerGauges(registers: Registry[], sources: GaugeSources): void {
  const gauge = createGauges(registers);
  gauge('connections', 'Sockets connected now.', sources.connections);
  gauge('rooms', 'Rooms that somebody watches now.', sources.rooms);
  gauge('calls', 'Rooms with somebody in the call now.', async () => (await sources.listRosters()).length);
  gauge('participants', 'Seats in calls now, reconnecting ones included.', async () => {
    const rosters = await sources.listRosters();
    return rosters.reduce((sum, { participants }) => sum + participants.length, 0);
  });
}

/** By hand instead of the library's default set, half of which reads nonsense on Bun. */
function registerProcessGauges(registers: Registry[]): void {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const gauge = createGauges(registers);
  gauge('resident_memory_bytes', 'Memory of this process.', () => process.memoryUsage.rss());
  gauge('cpu_seconds', 'CPU time used by this process since its start.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('event_loop_lag_max_seconds', 'Longest event loop delay since the last scrape.', () => {
    const seconds = lag.max / NANOSECONDS;
    lag.reset();
    return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  });
  gauge('event_loop_lag_p99_seconds', 'Event loop delay, 99th percentile since the last scrape.', () => {
    const seconds = lag.percentile(99) / NANOSECONDS;
    return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  });
}
