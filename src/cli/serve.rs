//! `serve`: the server, from opening the store to the signal that ends it.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, anyhow};
use tokio::{
    net::TcpListener,
    runtime::Builder,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::spawn_blocking,
};

use super::{bundled, failure::say, open};
use crate::{config::Config, http, store::Store};

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    let runtime = Builder::new_multi_thread().enable_all().build().context("the threads cannot be started")?;
    let served = runtime.block_on(serve(config));
    // Work that cannot be interrupted has as long as that again. What is acknowledged is on disk anyway.
    runtime.shutdown_timeout(Duration::from_secs(config.drain_seconds.into()));
    served
}

async fn serve(config: &Config) -> anyhow::Result<()> {
    let doors = http::Doors::of(config)?;
    let listener = TcpListener::bind(config.listen).await.map_err(|wrong| no_address(config.listen, &wrong))?;
    let address = listener.local_addr()?;
    let mut asked_to_end = AskedToEnd::new()?;
    let (stop, stopped) = watch::channel(false);
    let server = tokio::spawn(http::serve(listener, doors.clone(), stopped));
    let settings = config.clone();
    let opening = spawn_blocking(move || filled(&settings));
    tokio::select! {
        store = opening => {
            let store = Arc::new(store.context("the store cannot be opened")??);
            let (seq, dir) = (store.graph().seq(), config.data_dir.display());
            doors.open(store);
            let scheme = if config.tls.is_some() { "https" } else { "http" };
            say(&format!("Lodegraph serves {seq} transactions of `{dir}` on {scheme}://{address}"));
            asked_to_end.wait().await;
        }
        () = asked_to_end.wait() => {}
    }
    stop.send_replace(true);
    Ok(server.await??)
}

/// The store; filled, where it is empty and is not to stay so.
fn filled(config: &Config) -> anyhow::Result<Store> {
    let store = open::or_make(config)?;
    if !config.empty {
        bundled::fill(&store)?;
    }
    Ok(store)
}

fn no_address(listen: SocketAddr, wrong: &io::Error) -> anyhow::Error {
    let hint = match wrong.kind() {
        io::ErrorKind::AddrInUse => "another program listens there; choose another port with `--listen 127.0.0.1:PORT`",
        io::ErrorKind::PermissionDenied => "ports below 1024 are for the system; choose another with `--listen`",
        _ => "`--listen` takes an address of this machine and a port, such as `127.0.0.1:8080`",
    };
    anyhow!("cannot listen on `{listen}`: {wrong}\nhint: {hint}")
}

/// SIGINT (Ctrl-C) and SIGTERM.
struct AskedToEnd {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

impl AskedToEnd {
    fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
