// `node emmett.mjs sqlite|postgresql WHERE APPENDS EVENT`: one round of emmett, as its own pages show it; JSON out.
const [kind, where, many, state] = process.argv.slice(2);
const appends = Number(many);
const STREAMS = 20, LONG = 100, LOADS = Math.max(10, appends / 10);
const emmett = await import("@event-driven-io/emmett-" + kind);
const store = kind === "sqlite"
  ? emmett.getSQLiteEventStore({ fileName: where })
  : emmett.getPostgreSQLEventStore(where);
if (kind === "sqlite") await emmett.createEventStoreSchema(emmett.sqliteConnection({ fileName: where }));
else await store.schema.migrate();

const event = () => ({ type: "PointOpened", data: { state } });
const own = process.hrtime.bigint().toString(36);
const rate = (n, begun) => n / (Number(process.hrtime.bigint() - begun) / 1e9);

const versions = new Array(STREAMS).fill(0n);
const append = async (n) => {
  const at = n % STREAMS;
  const options = versions[at] ? { expectedStreamVersion: versions[at] } : { expectedStreamVersion: "STREAM_DOES_NOT_EXIST" };
  versions[at] = (await store.appendToStream(`points-${own}_${at}`, [event()], options)).nextExpectedStreamVersion;
};
for (let n = 0; n < STREAMS; n++) await append(n);
let begun = process.hrtime.bigint();
for (let n = 0; n < appends; n++) await append(n);
const appended = rate(appends, begun);

const long = `points-${own}_long`;
await store.appendToStream(long, Array.from({ length: LONG }, event));
const fold = { evolve: (count) => count + 1, initialState: () => 0 };
const load = async () => {
  const { state: count } = await store.aggregateStream(long, fold);
  if (count !== LONG) throw new Error(`folded ${count}`);
};
await load();
begun = process.hrtime.bigint();
for (let n = 0; n < LOADS; n++) await load();
const loaded = rate(LOADS, begun);

// Everything again from the start, and nothing done with it; of the SQLite store by its own reader of batches.
const all = STREAMS + appends + LONG;
let seen = 0;
const batches = async () => {
  const connection = emmett.sqliteConnection({ fileName: where });
  begun = process.hrtime.bigint();
  for (let after = 0n, left = true; left;) {
    const found = await emmett.readMessagesBatch(connection, { after, batchSize: 100 });
    seen += found.messages.length;
    [after, left] = [found.currentGlobalPosition, found.areEventsLeft && found.messages.length > 0];
  }
};
const consumed = () => new Promise((done, fail) => {
  const consumer = emmett.postgreSQLEventStoreConsumer({ connectionString: where });
  consumer.reactor({ processorId: `all-${own}`, startFrom: "BEGINNING", eachMessage: () => { if (++seen === all) done(); } });
  begun = process.hrtime.bigint();
  consumer.start().catch(fail);
});
await (kind === "sqlite" ? batches() : consumed());
const read = rate(seen, begun);
if (seen < all) throw new Error(`read ${seen} of ${all}`);
process.stdout.write(JSON.stringify({ append: appended, load: loaded, read }) + "\n");
process.exit(0);
