//! GraphQL over HTTP, as it is served, beside a bare handler of axum that sends the same bytes, and 1,000 subscribers that wait.
//! `cargo bench --bench http`: needs `wrk`, `taskset` and `curl`; wrk has one core, the server the other.
//!
//! Two ratios to the bare handler: of requests a second by the clock, and of the time that the serving thread was on a processor for a
//! request. Either is the middle one of several, each of a short run beside the bare handler's right before and after it: on a machine that is
//! shared, speed changes within seconds, for both alike.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread::sleep,
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, routing::post};
use futures_util::{SinkExt, StreamExt};
use lodegraph::{
    graphql::Door,
    http::{self, Doors},
    journal::MemoryJournal,
    model::{
        Change, Claim, ClaimMode, Document, Entity, EntityKind, Key, PartialDate, RelationKind, Status, Subject, Tie,
    },
    store::{Store, Transaction},
};
use rustix::time::{ClockId, clock_gettime};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SMALL: &str = r#"{ entity(id: \"hub\") { key name kind } }"#;
const NESTED: &str = r#"{ entity(id: \"hub\") { key name relations(direction: OUT, first: 20) { edges { node { to { key name relations(direction: OUT, first: 20) { edges { node { to { key name } } } } } } } } } }"#;
const ROLE: &str = "LODEGRAPH_BENCH_HTTP_SERVER";
const SUBSCRIBERS: usize = 1_000;
/// How long one run is, in seconds, and how many there are of each question.
const SECONDS: &str = "1";
const RUNS: usize = 7;
/// The name of the thread that serves.
const SERVING: &str = "serving";

fn main() {
    match env::var(ROLE) {
        Ok(role) if role == "inside" => inside(),
        Ok(role) => serve(role == "writing"),
        Err(_) => match ["wrk", "taskset", "curl"].iter().find(|tool| Command::new(tool).arg("-v").output().is_err()) {
            Some(tool) => println!("SKIPPED: `{tool}` is not there"),
            None => measure(),
        },
    }
}

/// 1 → 20 → 20: each of 20 that the hub exports to exports to 20 more.
fn filled() -> Arc<Store> {
    let store = Store::over(Box::new(MemoryJournal::new())).unwrap();
    let commit = |changes| drop(store.commit(Transaction { changes, ..Transaction::default() }).unwrap());
    let place = |name: &str| Change::PutEntity(Entity::new(Key::new(name).unwrap(), EntityKind::Place, name));
    commit(vec![Change::PutDocument(Document::new(Key::new("doc").unwrap(), "A document")), place("hub")]);
    let tie = |from: &str, to: &str| {
        let key = |name: &str| Key::new(name).unwrap();
        let about = Subject::Relation(Tie::new(RelationKind::Export, key(from), key(to)));
        let claim = Claim::new(about, ClaimMode::Official, key("doc"));
        let from = "2020".parse::<PartialDate>().ok();
        Change::Assert(Box::new(Claim { status: Some(Status::Active), valid_from: from, ..claim }))
    };
    for a in 0..20 {
        let middle = format!("a{a}");
        let mut changes = vec![place(&middle), tie("hub", &middle)];
        for b in 0..20 {
            let last = format!("a{a}b{b}");
            changes.extend([place(&last), tie(&middle, &last)]);
        }
        commit(changes);
    }
    Arc::new(store)
}

fn serve(writing: bool) {
    let (store, doors) = (filled(), Doors::default());
    doors.open(Arc::clone(&store));
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).thread_name(SERVING).enable_all().build().unwrap();
    runtime.block_on(async move {
        let real = listener();
        let real_address = real.local_addr().unwrap();
        let (_stop, stopped) = tokio::sync::watch::channel(false);
        tokio::spawn(http::serve(tokio::net::TcpListener::from_std(real).unwrap(), doors, stopped));
        let asked = |query: &'static str| async move {
            let url = format!("http://{real_address}/graphql");
            let body = format!(r#"{{"query":"{query}"}}"#);
            let curl = ["-s", "-H", "content-type: application/json", "-d", &body, &url].map(str::to_owned);
            let out = tokio::task::spawn_blocking(|| Command::new("curl").args(curl).output()).await.unwrap();
            Bytes::from(out.unwrap().stdout)
        };
        let (small, nested) = (asked(SMALL).await, asked(NESTED).await);
        assert!(nested.len() > 10_000, "{}", String::from_utf8_lossy(&nested));
        let bare = |bytes: Bytes| {
            post(move |_: Bytes| async move { ([("content-type", "application/json; charset=utf-8")], bytes) })
        };
        let router = Router::new().route("/small", bare(small)).route("/nested", bare(nested));
        let plain = listener();
        println!("{} {real_address}", plain.local_addr().unwrap());
        if writing {
            std::thread::spawn(move || write(&store));
        }
        axum::serve(tokio::net::TcpListener::from_std(plain).unwrap(), router).await.unwrap();
    });
}

/// How long a processor is at it to read, execute and write a request, without HTTP and without any answer that is kept: in microseconds.
fn inside() {
    let door = Door::new(filled(), || "2025-06-13".parse().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (name, query, times) in [("small", SMALL, 20_000), ("nested", NESTED, 800)] {
        let body = format!(r#"{{"query":"{query}"}}"#);
        let once = || {
            let request = serde_json::from_str(&body).unwrap();
            let ready = door.read(request, door.now()).ok().unwrap();
            runtime.block_on(door.answer(ready)).json()
        };
        let on_processor = || Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap();
        // The least is what it takes where nobody else disturbs.
        let took = (0..20).map(|_| {
            let before = on_processor();
            (0..times).for_each(|_| drop(once()));
            (on_processor() - before).as_secs_f64() * 1e6 / f64::from(times)
        });
        println!("{name}, in process: {:.1} us", took.fold(f64::INFINITY, f64::min));
    }
}

/// 1,000 commits a second, as evenly as may be.
fn write(store: &Store) {
    let started = Instant::now();
    for n in 0_u32.. {
        let key = Key::new(&format!("w{n}")).unwrap();
        let change = Change::PutEntity(Entity::new(key, EntityKind::Place, "written"));
        store.commit(Transaction { changes: vec![change], ..Transaction::default() }).unwrap();
        let due = Duration::from_millis(u64::from(n));
        sleep(due.saturating_sub(started.elapsed()));
    }
}

fn listener() -> TcpListener {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    listener
}

struct Server {
    child: Child,
    bare: String,
    real: String,
}

impl Server {
    fn start(role: &str) -> Self {
        let own = env::current_exe().unwrap();
        let mut command = Command::new("taskset");
        command.args(["-c", "1"]).arg(own).env(ROLE, role).stdout(Stdio::piped());
        let mut child = command.spawn().expect("taskset");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (bare, real) = line.trim().split_once(' ').unwrap();
        Self { bare: format!("http://{bare}"), real: format!("http://{real}/graphql"), child }
    }

    /// Kilobytes in memory, and hundredths of a second of a core so far.
    fn spent(&self) -> (u64, u64) {
        let of = |file| fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap();
        let status = of("status");
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let stat = of("stat");
        let times = stat.rsplit_once(") ").unwrap().1.split(' ').collect::<Vec<_>>();
        let ticks = times.iter().skip(11).take(2).map(|t| t.parse::<u64>().unwrap()).sum();
        (resident.trim().trim_end_matches(" kB").parse().unwrap(), ticks)
    }

    /// How long the thread that serves was on a processor so far.
    fn on_processor(&self) -> Duration {
        let threads =
            fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap().map(|thread| thread.unwrap().path());
        let serves = |thread: &PathBuf| fs::read_to_string(thread.join("comm")).unwrap().trim() == SERVING;
        let told = |thread: PathBuf| fs::read_to_string(thread.join("schedstat")).unwrap();
        // Threads for what blocks have the same name, and wait.
        let ran = |told: String| told.split(' ').next().unwrap().parse::<u64>().unwrap();
        Duration::from_nanos(threads.filter(serves).map(told).map(ran).sum())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came of asking for some seconds.
struct Measured {
    /// Requests a second, as wrk says.
    rate: f64,
    /// Microseconds that the serving thread was on a processor for a request.
    micros: f64,
    /// The 99th percentile, in milliseconds.
    p99: f64,
}

fn wrk(server: &Server, url: &str, query: &str, anew: bool) -> Measured {
    let script = env::temp_dir().join(format!("lodegraph-bench-{}.lua", std::process::id()));
    let body = format!(r#"{{"query":"{query}","extensions":{{"n":"N"}}}}"#);
    // The time tells its requests from those of the runs before.
    let request = if anew {
        "n = os.time() % 100000 * 1000000\nrequest = function() n = n + 1 return wrk.format(nil, nil, nil, (body:gsub('\"N\"', '\"' .. n .. '\"'))) end"
    } else {
        "wrk.body = body"
    };
    let lua = format!(
        "wrk.method = 'POST'\nwrk.headers['content-type'] = 'application/json'\nbody = [[{body}]]\n{request}\n"
    );
    fs::write(&script, lua).unwrap();
    let arguments = ["-c", "0", "wrk", "-t1", "-c32", "--latency", "-d", SECONDS, "-s", script.to_str().unwrap(), url];
    let before = server.on_processor();
    let out = Command::new("taskset").args(arguments).output().expect("wrk");
    let took = server.on_processor() - before;
    let text = String::from_utf8(out.stdout).unwrap();
    let after = |mark: &str| text.lines().find_map(|l| l.trim().strip_prefix(mark).map(|l| l.trim().to_owned()));
    assert!(after("Non-2xx").is_none(), "{text}");
    let rate = after("Requests/sec:").unwrap_or_else(|| panic!("{text}"));
    let requests = text.lines().find_map(|line| line.trim().split_once(" requests in")).unwrap().0;
    Measured {
        rate: rate.parse().unwrap(),
        micros: took.as_secs_f64() * 1e6 / requests.parse::<f64>().unwrap(),
        p99: millis(&after("99%").unwrap()),
    }
}

/// Milliseconds, as wrk writes times.
fn millis(time: &str) -> f64 {
    let (number, unit) = time.split_at(time.find(|letter: char| letter.is_alphabetic()).unwrap());
    let scale = match unit {
        "us" => 1e-3,
        "ms" => 1.0,
        "s" => 1e3,
        other => panic!("{other}"),
    };
    number.parse::<f64>().unwrap() * scale
}

fn measure() {
    for role in ["quiet", "writing"] {
        let server = Server::start(role);
        println!(
            "\n{role}\n{:<28} {:>8} {:>7} {:>15} {:>8} {:>7} {:>9}",
            "", "req/s", "ratio", "", "cpu us", "ratio", "p99"
        );
        for (name, query) in [("small", SMALL), ("nested", NESTED)] {
            for (anew, what) in [(false, "asked again"), (true, "asked anew each time")] {
                compare(&server, &format!("{name}: {what}"), name, query, anew);
            }
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(wait());
}

/// Asks the bare handler and the server in turn, and prints the middle of each.
fn compare(server: &Server, what: &str, name: &str, query: &str, anew: bool) {
    let bare = format!("{}/{name}", server.bare);
    // To make each request anew takes wrk as long as a small answer takes: so it does beside the bare handler too.
    let ask = |url: &str| wrk(server, url, query, anew);
    // The first is for the server to come to speed.
    let (_, mut before) = (ask(&server.real), ask(&bare));
    let (mut bares, mut reals, mut by_clock, mut on_processor) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let (real, after) = (ask(&server.real), ask(&bare));
        by_clock.push(real.rate / f64::midpoint(before.rate, after.rate));
        on_processor.push(f64::midpoint(before.micros, after.micros) / real.micros);
        reals.push(real);
        bares.push(std::mem::replace(&mut before, after));
    }
    let said = |all: &[Measured]| {
        let of = |part: fn(&Measured) -> f64| middle(all.iter().map(part));
        (of(|m| m.rate), of(|m| m.micros), of(|m| m.p99))
    };
    let (rate, micros, p99) = said(&bares);
    println!("{:<28} {rate:>8.0} {:>7} {:>15} {micros:>8.2} {:>7} {p99:>6.2} ms", format!("{name}: bare"), "", "", "");
    let (rate, micros, p99) = said(&reals);
    let [least, most] = [f64::min, f64::max].map(|of| by_clock.iter().copied().reduce(of).unwrap());
    let spread = format!("{least:.3} to {most:.3}");
    let (by_clock, on_processor) = (middle(by_clock), middle(on_processor));
    println!("{what:<28} {rate:>8.0} {by_clock:>7.3} {spread:>15} {micros:>8.2} {on_processor:>7.3} {p99:>6.2} ms");
}

fn middle(all: impl IntoIterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.into_iter().collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap()
}

/// What subscribers cost who wait for what does not come.
async fn wait() {
    let server = Server::start("quiet");
    let before = server.spent();
    let mut sockets = Vec::new();
    let subscription = r#"{"type":"subscribe","id":"1","payload":{"query":"subscription { changes { seq } }"}}"#;
    for _ in 0..SUBSCRIBERS {
        let mut request = server.real.replace("http://", "ws://").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        let (mut socket, _) = connect_async(request).await.unwrap();
        for message in [r#"{"type":"connection_init"}"#, subscription] {
            socket.send(Message::text(message)).await.unwrap();
        }
        assert!(socket.next().await.unwrap().unwrap().to_text().unwrap().contains("ack"));
        sockets.push(socket);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let open = server.spent();
    tokio::time::sleep(Duration::from_secs(10)).await;
    let after = server.spent();
    let kilobytes = |(kilobytes, _): (u64, u64)| kilobytes;
    println!(
        "\n{SUBSCRIBERS} subscribers that wait: {} kB each, {} ms of a core in 10 s",
        (kilobytes(open) - kilobytes(before)) / SUBSCRIBERS as u64,
        (after.1 - open.1) * 10,
    );
}
